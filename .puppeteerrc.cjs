// Pictures and tests find the browser of the system; nothing may download another.
module.exports = { skipDownload: true };
