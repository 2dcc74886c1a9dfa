// 小程序与报告通之间的后端：登录是这里的事，报告通的密钥只在这里。启动：npm install && npm start
const crypto = require('node:crypto')
const { Readable } = require('node:stream')
const { pipeline } = require('node:stream/promises')
const express = require('express')

const service = process.env.BAOGAOTONG_URL || 'http://127.0.0.1:8000'
const key = process.env.BAOGAOTONG_KEY || ''
const appid = process.env.WECHAT_APPID || ''
const secret = process.env.WECHAT_SECRET || ''
const wechat = process.env.WECHAT_API || 'https://api.weixin.qq.com'
const SESSION_MS = 2 * 3600 * 1000
const TIMEOUT_MS = 10000
const OPEN = [/^\/ask$/, /^\/ask\/stream$/, /^\/feedback$/, /^\/conversations\/[\w-]+$/, /^\/reports(\/[^/]+\/(text|sections))?$/, /^\/commitments$/]
const sessions = new Map() // 会话 → { openid, until }；多台服务器时换成 Redis

function fail(response, status, errcode, errmsg) {
  response.status(status).json({ errcode, errmsg, request_id: '' })
}

// session_key 不离开服务器；没有配置 appid 时是开发用的假登录。
async function openidOf(code) {
  if (!appid) return 'dev-' + code
  const query = new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code' })
  const answer = await fetch(`${wechat}/sns/jscode2session?${query}`, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  return (await answer.json()).openid || ''
}

async function login(request, response) {
  const code = request.body && request.body.code
  const openid = typeof code === 'string' && code ? await openidOf(code) : ''
  if (!openid) return fail(response, 401, 40102, '登录没有成功，请重试')
  const now = Date.now()
  for (const [session, { until }] of sessions) if (until < now) sessions.delete(session)
  const session = crypto.randomBytes(24).toString('base64url')
  sessions.set(session, { openid, until: now + SESSION_MS })
  response.json({ errcode: 0, errmsg: 'ok', request_id: '', session })
}

async function forward(request, response) {
  const found = sessions.get((request.get('authorization') || '').replace(/^Bearer /, ''))
  if (!found || found.until < Date.now()) return fail(response, 401, 40100, '登录已过期，请重新进入')
  if (!OPEN.some((path) => path.test(request.path))) return fail(response, 404, 40400, '没有这个地址')
  const headers = { 'Content-Type': 'application/json', 'X-End-User-Id': found.openid }
  if (key) headers.Authorization = 'Bearer ' + key
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const body = ['GET', 'DELETE'].includes(request.method) ? undefined : JSON.stringify(request.body || {})
  const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(TIMEOUT_MS)])
  const answer = await fetch(service + '/api/v1' + request.url, { method: request.method, headers, body, signal })
  response.status(answer.status)
  for (const name of ['content-type', 'x-request-id', 'retry-after']) {
    if (answer.headers.get(name)) response.set(name, answer.headers.get(name))
  }
  await pipeline(Readable.fromWeb(answer.body), response)
}

const application = express()
application.disable('x-powered-by')
application.use(express.json({ limit: '64kb' }))
application.post('/api/login', login)
application.use('/api/v1', forward)
application.use((request, response) => fail(response, 404, 40400, '没有这个地址'))
application.use((error, request, response, next) => {
  if (response.headersSent) return response.destroy()
  if (error.status >= 400 && error.status < 500) return fail(response, error.status, 40000, '请求格式不正确')
  fail(response, 503, 50305, '服务暂时不可用，请稍后再试')
})

const port = Number(process.env.PORT || 9001)
application.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`))
