// 偏移量按 Unicode 字符计，JS 字符串按 UTF-16 计：先拆成字符再切。
const AROUND = 200

function passage(text, start, end) {
  const characters = Array.from(text)
  return {
    before: characters.slice(Math.max(0, start - AROUND), start).join(''),
    quote: characters.slice(start, end).join(''),
    after: characters.slice(end, end + AROUND).join(''),
  }
}

module.exports = { passage }
