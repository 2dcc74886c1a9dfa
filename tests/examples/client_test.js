// node client_test.js <地址> [login]：请求层对着真的服务。
const assert = require('node:assert/strict')
const path = require('node:path')
const { createWx } = require('./wx_shim')

const lib = path.join(__dirname, '..', '..', 'examples', 'wechat-miniprogram', 'lib')
const { createClient } = require(path.join(lib, 'client'))
const { createDecoder } = require(path.join(lib, 'utf8'))
const { createParser } = require(path.join(lib, 'sse'))
const { passage } = require(path.join(lib, 'passage'))

const [url, mode] = process.argv.slice(2)

function decodesAnySplit() {
  const text = '新增2600个学位，𠮷é'
  const bytes = new TextEncoder().encode(text)
  for (let size = 1; size < 6; size += 1) {
    const decode = createDecoder()
    let read = ''
    for (let start = 0; start < bytes.length; start += size) read += decode(bytes.slice(start, start + size).buffer)
    assert.equal(read, text)
  }
}

function parsesAnySplit() {
  const stream = ': ping\n\nevent: delta\ndata: {"text":"新增"}\n\nevent: answer\r\ndata: {"a":1}\r\n\r\n'
  for (let size = 1; size < 9; size += 1) {
    const events = []
    const feed = createParser((name, data) => events.push([name, data]))
    for (let start = 0; start < stream.length; start += size) feed(stream.slice(start, start + size))
    assert.deepEqual(events, [['delta', { text: '新增' }], ['answer', { a: 1 }]])
  }
}

async function talksToTheServer() {
  const client = createClient(createWx(), url)
  if (mode === 'login') {
    // 没有登录或登录已过期：自己登录，再试一次。
    assert.equal((await client.ask('今年新增学位多少个？')).errcode, 0)
  }
  const quotes = []
  let words = ''
  const question = '今年新增学位多少个？'
  const handlers = { onQuote: (quote) => quotes.push(quote), onDelta: (text) => (words += text) }
  const answer = await client.askStream(question, '', handlers)
  assert.equal(words, answer.answer)
  assert.deepEqual(quotes, answer.citations)
  assert.match(answer.answer, /2600个/)
  const [{ report_id: id, start, end, quote }] = quotes
  const { text } = await client.text(id)
  assert.equal(passage(text, start, end).quote, quote)
  const followUp = await client.askStream('那去年呢？', answer.conversation_id, {})
  assert.equal(followUp.conversation_id, answer.conversation_id)
  await assert.rejects(client.askStream('', '', {}), (error) => error.errcode === 40001 && /1至500/.test(error.message))
  await assert.rejects(client.ask('问'.repeat(501)), (error) => error.errcode === 40001)
  assert.equal((await client.feedback(answer.request_id, 'up')).errcode, 0)
  assert.equal((await client.forget(answer.conversation_id)).forgotten, true)
  const old = createClient(createWx({ canIUse: false }), url)
  assert.equal((await old.askStream(question, '', {})).answer, answer.answer)
  const half = createClient(createWx({ chunks: false }), url)
  assert.equal((await half.askStream(question, '', {})).answer, answer.answer)
  const away = createClient(createWx(), 'http://127.0.0.1:1')
  await assert.rejects(away.askStream(question, '', {}), (error) => error.errcode === -1)
}

decodesAnySplit()
parsesAnySplit()
talksToTheServer().then(() => console.log('ok'))
