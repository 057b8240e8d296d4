// Diagrams are rendered with the system's Chromium; nothing may download a browser of its own.
module.exports = {
  skipDownload: true,
  executablePath: process.env.PUPPETEER_EXECUTABLE_PATH || '/usr/bin/chromium',
};
