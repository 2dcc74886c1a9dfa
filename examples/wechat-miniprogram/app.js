const { createClient } = require('./lib/client')
const { baseUrl } = require('./config')

App({
  onLaunch() {
    this.client = createClient(wx, baseUrl)
    this.ready = this.client.login()
  },
})
