// How to verify that nothing is uploaded: by whom the page is delivered decides what can be said. This is the one file.

export const verifySteps = {
  zh: [
    "断开网络，再打开、粘贴、校验一次：一切照常。这个网页是一个文件，另存到 U 盘也能用。",
    "按 F12 打开开发者工具，切到“网络”一栏，再粘贴一份年报：没有新的请求。",
    "查看网页源代码，开头的 Content-Security-Policy 写着 connect-src 'none'：fetch、XMLHttpRequest、WebSocket、EventSource、sendBeacon，以及图片、字体、框架、表单的请求，都由浏览器拦下，页面自己改不了。",
    "打开新窗口、点链接、跳转网址和 WebRTC，浏览器的这种策略管不到。这个网页不用它们：在源代码里搜 window.open、RTCPeerConnection、location.href，除了这句说明，一处也没有；断网时照常可用，也说明用不着。",
  ],
  en: [
    "Disconnect from the network, then open, paste and check again: all works as before. This page is one file and also runs from a USB stick.",
    "Press F12, choose the Network tab and paste a report: no new request appears.",
    "View the page's source: its Content-Security-Policy says connect-src 'none'. The browser then blocks fetch, XMLHttpRequest, WebSocket, EventSource, sendBeacon and the requests of images, fonts, frames and forms, and the page cannot change that.",
    "Opening windows, following links, changing the address and WebRTC are beyond any such policy. This page uses none of them: search its source for window.open, RTCPeerConnection and location.href, and apart from this sentence there is none; that it works without a network shows that it needs none.",
  ],
};
