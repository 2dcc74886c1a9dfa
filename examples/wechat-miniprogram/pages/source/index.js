const { passage } = require('../../lib/passage')

const app = getApp()

Page({
  data: { before: '', quote: '', after: '', error: '' },

  async onLoad({ report, start, end }) {
    try {
      await app.ready
      const { text } = await app.client.text(decodeURIComponent(report))
      this.setData(passage(text, Number(start), Number(end)))
    } catch (error) {
      this.setData({ error: error.message })
    }
  },
})
