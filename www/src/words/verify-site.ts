// How to verify that nothing is uploaded, on the website of several files.

export const verifySteps = {
  zh: [
    "打开一次之后断开网络，再打开、粘贴、校验：一切照常（用 https 打开的网站才能这样）。",
    "按 F12 打开开发者工具，切到“网络”一栏，再粘贴一份年报：没有新的请求。程序文件打开后在后台取齐一次；http 网站第一次读 Word、PDF 时取一次读取程序。",
    "查看网页源代码，开头的 Content-Security-Policy 写着 connect-src 'self'：浏览器只让它向本网站取自己的文件，别的地址一律拦下。它拦不住发给本网站的请求；要连这个也拦下，请用“单个文件”的那一份（connect-src 'none'），说明页里可以下载。",
    "打开新窗口、点链接、跳转网址和 WebRTC，浏览器的这种策略管不到。这个网页不用它们：在源代码里搜 window.open、RTCPeerConnection、location.href，除了这句说明，一处也没有。",
  ],
  en: [
    "Open the page once, disconnect from the network, then open, paste and check again: all works as before (on a website that is opened by https).",
    "Press F12, choose the Network tab and paste a report: no new request appears. The program's own files are fetched once after opening; on a website without https the reader for Word files and PDF is fetched when it is first needed.",
    "View the page's source: its Content-Security-Policy says connect-src 'self'. The browser lets it fetch its own files from this website and blocks every other address. It does not block requests to this website itself; who wants that too takes the page in one file (connect-src 'none'), which the page of explanations offers.",
    "Opening windows, following links, changing the address and WebRTC are beyond any such policy. This page uses none of them: search its source for window.open, RTCPeerConnection and location.href, and apart from this sentence there is none.",
  ],
};
