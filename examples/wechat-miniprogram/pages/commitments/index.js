const app = getApp()

Page({
  data: { items: [], error: '' },

  async onLoad() {
    try {
      await app.ready
      const { items: reports } = await app.client.reports()
      const { items } = await app.client.commitments(reports[0].report_id)
      this.setData({ items })
    } catch (error) {
      this.setData({ error: error.message })
    }
  },

  openSource(event) {
    const { report_id: id, start, end } = event.currentTarget.dataset.item
    wx.navigateTo({ url: `/pages/source/index?report=${encodeURIComponent(id)}&start=${start}&end=${end}` })
  },
})
