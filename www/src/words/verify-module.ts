// How to verify that nothing is uploaded, where gouji is a part of somebody else's page.

export const verifySteps = {
  zh: [
    "按 F12 打开开发者工具，切到“网络”一栏，再粘贴一份年报：校验不发出请求。第一次读 Word、PDF 时，会取一次读取程序。",
    "断开网络，在已经打开的网页上再校验一次：一切照常。",
    "校验程序是所在网页的一部分，网页里别的程序做什么，由这个网站负责；它的 Content-Security-Policy 写着哪些地址可以联网。要由浏览器拦下一切联网，请用单个文件的那一份（gouji.html）。",
  ],
  en: [
    "Press F12, choose the Network tab and paste a report: checking sends no request. When a Word file or PDF is read for the first time, the reader is fetched once.",
    "Disconnect from the network and check once more on the page that is open: all works as before.",
    "The checker is a part of this page; what its other programs do is for this website to answer, and its Content-Security-Policy says which addresses may be reached. To have the browser block every connection, take the page in one file (gouji.html).",
  ],
};
