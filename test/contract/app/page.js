/** The page's own script: shows what main says. */
const heard = document.querySelector('#heard')
window.scriptRan = true
window.api?.on('say', (text) => {
  heard.textContent = text
})
