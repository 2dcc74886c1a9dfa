// 把 SSE 文本切成事件：一个事件可能分在几块里，一块里也可能有几个事件；以冒号开头的行是心跳。
function createParser(onEvent) {
  let rest = ''
  return function feed(text) {
    const blocks = (rest + text).replace(/\r\n/g, '\n').split('\n\n')
    rest = blocks.pop()
    blocks.forEach((block) => {
      let name = 'message'
      let data = ''
      block.split('\n').forEach((line) => {
        if (line.startsWith('event: ')) name = line.slice(7)
        if (line.startsWith('data: ')) data += line.slice(6)
      })
      if (data) onEvent(name, JSON.parse(data))
    })
  }
}

module.exports = { createParser }
