// 假的 wx：真的发请求，但像小程序那样回调，并把流切成 chunkBytes 大小的块。
function createWx({ chunkBytes = 7, canIUse = true, chunks = true } = {}) {
  return {
    canIUse: () => canIUse,
    login: ({ success }) => setTimeout(() => success({ code: 'code-1' }), 0),
    request({ url, method, data, header, enableChunked, success, fail }) {
      let onChunk = () => {}
      const body = data === undefined ? undefined : JSON.stringify(data)
      fetch(url, { method, body, headers: { 'Content-Type': 'application/json', ...header } })
        .then(async (response) => {
          const bytes = new Uint8Array(await response.arrayBuffer())
          if (enableChunked) {
            for (let start = 0; start < bytes.length; start += chunkBytes) {
              onChunk({ data: bytes.slice(start, start + chunkBytes).buffer })
            }
            return success({ statusCode: response.status, data: '' })
          }
          success({ statusCode: response.status, data: JSON.parse(new TextDecoder().decode(bytes)) })
        })
        .catch((error) => fail({ errMsg: 'request:fail ' + error.message }))
      return chunks ? { onChunkReceived: (callback) => (onChunk = callback), abort() {} } : { abort() {} }
    },
  }
}

module.exports = { createWx }
