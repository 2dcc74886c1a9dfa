const app = getApp()

Page({
  data: { turns: [], suggestions: [], question: '', busy: false },
  conversationId: '',

  typed(event) {
    this.setData({ question: event.detail.value })
  },

  askSuggestion(event) {
    this.setData({ question: event.currentTarget.dataset.question })
    this.ask()
  },

  async ask() {
    const question = this.data.question.trim()
    if (!question || this.data.busy) return
    const at = 'turns[' + this.data.turns.length + ']'
    this.setData({ [at]: { key: Date.now(), question, answer: '', citations: [] }, question: '', busy: true })
    let words = ''
    try {
      await app.ready
      const answer = await app.client.askStream(question, this.conversationId, {
        onDelta: (text) => this.setData({ [at + '.answer']: (words += text) }),
      })
      this.conversationId = answer.conversation_id
      this.setData({
        [at + '.answer']: answer.answer,
        [at + '.citations']: answer.citations.map((item) => ({ ...item, path: item.heading_path.join(' › ') })),
        [at + '.label']: answer.label,
        [at + '.requestId']: answer.request_id,
        suggestions: answer.suggestions,
      })
    } catch (error) {
      this.setData({ [at + '.error']: error.message })
    }
    this.setData({ busy: false })
  },

  openSource(event) {
    const { report_id: id, start, end } = event.currentTarget.dataset.citation
    wx.navigateTo({ url: `/pages/source/index?report=${encodeURIComponent(id)}&start=${start}&end=${end}` })
  },

  async rate(event) {
    const { turn, rating } = event.currentTarget.dataset
    try {
      await app.client.feedback(this.data.turns[turn].requestId, rating)
      this.setData({ ['turns[' + turn + '].rated']: '已记下，谢谢' })
    } catch (error) {
      wx.showToast({ title: error.message, icon: 'none' })
    }
  },
})
