// 逐块解码 UTF-8：一个汉字的三个字节可能分在两块里，不完整的部分留到下一块。小程序里没有 TextDecoder。
function createDecoder() {
  let kept = []
  return function decode(chunk) {
    const bytes = kept.concat(Array.from(new Uint8Array(chunk)))
    let text = ''
    let position = 0
    while (position < bytes.length) {
      const first = bytes[position]
      const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
      if (position + length > bytes.length) break
      let code = length === 1 ? first : first & (0xff >> (length + 1))
      for (let offset = 1; offset < length; offset += 1) code = (code << 6) | (bytes[position + offset] & 0x3f)
      text += String.fromCodePoint(code)
      position += length
    }
    kept = bytes.slice(position)
    return text
  }
}

module.exports = { createDecoder }
