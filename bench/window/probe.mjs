// Runs in the page: tells when what was asked for had been painted.

/** Sent to the page as text: refers to nothing outside itself. */
export function installProbe() {
  const drawn = new Set()
  const known = new WeakSet()
  let isSettled = () => false
  let settle = () => undefined
  let clickedAt = 0
  /** A frame is being made: what is drawn now is handed over with it. */
  let isInFrame = false
  const request = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      isInFrame = true
      try {
        callback(time)
      } finally {
        isInFrame = false
      }
    })
  /** After this frame or the next was handed over. */
  const painted = () =>
    new Promise((resolve) => {
      const handedOver = () => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => resolve(performance.now())
        channel.port2.postMessage(null)
      }
      if (isInFrame) handedOver()
      else request(handedOver)
    })
  const look = () => {
    if (!isSettled()) return
    isSettled = () => false
    void painted().then((at) => settle(at - clickedAt))
  }
  const fillText = CanvasRenderingContext2D.prototype.fillText
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    fillText.call(this, text, ...place)
    if (!known.has(this.canvas) && this.canvas.className === 'ladder-canvas') {
      drawn.add(text)
      look()
    }
  }
  for (const type of ['pointerdown', 'keydown']) {
    addEventListener(
      type,
      (event) => {
        if (clickedAt === 0) clickedAt = event.timeStamp
      },
      true,
    )
  }
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })

  const arm = (condition) => {
    clickedAt = 0
    drawn.clear()
    window.benchAnswer = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('what was asked for was not painted within 20 s')), 20_000)
      settle = resolve
      isSettled = () => clickedAt > 0 && condition()
    })
  }
  const flowText = () => document.querySelector('#flow-row-0')?.textContent ?? ''
  const hasRows = () => [...drawn].some((text) => /\b(seq|ack) \d|segments|packets| B\b/.test(text))
  window.bench = {
    /** The next ladder's first rows: of a canvas that isn't there yet. */
    awaitLadder() {
      for (const canvas of document.querySelectorAll('canvas')) known.add(canvas)
      arm(hasRows)
    },
    /** Another list than now: of so many flows ('count'), or with another flow first. */
    awaitFlows(what) {
      const before = flowText()
      const list = document.querySelector('#flow-row-0')?.closest('section')
      const count = () => list?.querySelector('.pane-head .muted')?.textContent ?? ''
      const counted = count()
      arm(() => flowText() !== '' && (what === 'count' ? count() !== counted : flowText() !== before))
    },
  }
}
