// 填您自己后端的地址（examples/backend），不是报告通的地址：密钥只在服务器上。
module.exports = { baseUrl: 'https://your-backend.example.gov.cn' }
