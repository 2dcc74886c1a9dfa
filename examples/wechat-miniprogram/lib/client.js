// 请求层：只用传入的 wx，不碰页面，可以在 Node 里测试。
const { createDecoder } = require('./utf8')
const { createParser } = require('./sse')

const TIMEOUT_MS = 20000
const MESSAGES = {
  40001: '请输入1至500个字的问题',
  40100: '登录已过期，请重新进入',
  40101: '登录已过期，请重新进入',
  42900: '问得太快了，请稍后再试',
  50301: '现在人多，请稍后再试',
  50302: '没能及时作答，请再试一次',
}

// wx.request 对任何 HTTP 状态都回调 success，所以只看 errcode。
function failure(body) {
  const errcode = body && body.errcode ? body.errcode : -1
  const error = new Error(MESSAGES[errcode] || (body && body.errmsg) || '网络不通，请稍后再试')
  error.errcode = errcode
  error.requestId = (body && body.request_id) || ''
  return error
}

function createClient(wx, baseUrl) {
  let session = ''

  function header() {
    return session ? { Authorization: 'Bearer ' + session } : {}
  }

  function call(method, path, data) {
    return new Promise((resolve, reject) => {
      wx.request({
        url: baseUrl + path,
        method,
        data,
        header: header(),
        timeout: TIMEOUT_MS,
        success: ({ data: body }) => (body && body.errcode === 0 ? resolve(body) : reject(failure(body))),
        fail: () => reject(failure(null)),
      })
    })
  }

  function login() {
    return new Promise((resolve, reject) => {
      wx.login({
        success: ({ code }) =>
          call('POST', '/api/login', { code }).then((body) => resolve((session = body.session)), reject),
        fail: () => reject(failure(null)),
      })
    })
  }

  // 登录过期时重新登录，再试一次。
  async function signedIn(send) {
    try {
      return await send()
    } catch (error) {
      if (error.errcode !== 40100 && error.errcode !== 40101) throw error
      await login()
      return send()
    }
  }

  // handlers: onQuote(引用)、onDelta(文字)。成功时得到完整回答；不能分块接收时自动退回一次性请求。
  function askStream(question, conversationId, handlers) {
    const data = { question }
    if (conversationId) data.conversation_id = conversationId
    const whole = () => call('POST', '/api/v1/ask', data)
    if (wx.canIUse && !wx.canIUse('request.object.enableChunked')) return signedIn(whole)
    return signedIn(() => streamed(data, handlers, whole))
  }

  function streamed(data, handlers, whole) {
    return new Promise((resolve, reject) => {
      const decode = createDecoder()
      let settled = false
      let received = ''
      const parse = createParser((name, body) => {
        if (name === 'quote' && handlers.onQuote) handlers.onQuote(body)
        if (name === 'delta' && handlers.onDelta) handlers.onDelta(body.text)
        if (name === 'answer') (settled = true), resolve(body)
        if (name === 'error') (settled = true), reject(failure(body))
      })
      const task = wx.request({
        url: baseUrl + '/api/v1/ask/stream',
        method: 'POST',
        data,
        header: header(),
        timeout: TIMEOUT_MS,
        enableChunked: true,
        responseType: 'text',
        success: ({ data: body }) => !settled && reject(failure(asError(received || body))),
        fail: () => !settled && reject(failure(null)),
      })
      // 有的基础库认得 enableChunked 却没有这个回调：放弃这次，改为一次性请求。
      if (!task || !task.onChunkReceived) {
        settled = true
        if (task && task.abort) task.abort()
        return whole().then(resolve, reject)
      }
      task.onChunkReceived(({ data: chunk }) => {
        const text = decode(chunk)
        received += settled ? '' : text
        parse(text)
      })
    })
  }

  const send = (method, path, data) => signedIn(() => call(method, path, data))

  return {
    login,
    ask: (question, conversationId) =>
      send('POST', '/api/v1/ask', conversationId ? { question, conversation_id: conversationId } : { question }),
    askStream,
    feedback: (requestId, rating, reason) =>
      send('POST', '/api/v1/feedback', { request_id: requestId, rating, reason: reason || '' }),
    forget: (conversationId) => send('DELETE', '/api/v1/conversations/' + encodeURIComponent(conversationId)),
    text: (reportId) => send('GET', '/api/v1/reports/' + encodeURIComponent(reportId) + '/text'),
    reports: () => send('GET', '/api/v1/reports'),
    commitments: (reportId) => send('GET', '/api/v1/commitments?report_id=' + encodeURIComponent(reportId)),
  }
}

// 流还没开始就失败时，收到的是一个 JSON 错误对象而不是事件。
function asError(body) {
  if (body && typeof body === 'object' && !(body instanceof ArrayBuffer)) return body
  try {
    return JSON.parse(body)
  } catch (error) {
    return null
  }
}

module.exports = { createClient }
