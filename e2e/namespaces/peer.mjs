// One end of the conversations, on real sockets: node peer.mjs server PORT | client ADDRESS PORT | last ADDRESS PORT
// A client's first line says what it wants: "send N" (N bytes), "take N" (it sends N bytes), "echo".
import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const [role, ...args] = process.argv.slice(2)
/** A connection that was reset or starved of packets must not hold up the others. */
const PATIENCE_MS = 5000
const LINE_BYTES = 16

const line = (text) => Buffer.from(`${text.padEnd(LINE_BYTES - 1)}\n`)

function serve(port) {
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', (first) => {
      const [wanted, count] = first.subarray(0, LINE_BYTES).toString().trim().split(' ')
      if (wanted === 'send') socket.end(Buffer.alloc(Number(count), 'lastack '))
      else if (wanted === 'echo') {
        socket.write(first.subarray(LINE_BYTES))
        socket.pipe(socket)
      } else {
        socket.resume()
        socket.on('end', () => socket.end('thanks'))
      }
    })
  })
  server.listen(Number(port), () => console.log('ready'))
}

/** Runs one connection to its end, whatever that is. */
function converse(address, port, talk) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: address, port: Number(port), noDelay: true })
    const timer = setTimeout(() => socket.destroy(), PATIENCE_MS)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.on('connect', () => talk(socket).catch(() => socket.destroy()))
  })
}

const download = (bytes) => async (socket) => {
  socket.resume()
  socket.write(line(`send ${bytes}`))
}
const upload = (bytes, piece) => async (socket) => {
  socket.resume()
  socket.write(line(`take ${bytes}`))
  for (let sent = 0; sent < bytes && !socket.destroyed; sent += piece) {
    socket.write(Buffer.alloc(Math.min(piece, bytes - sent), 'lastack '))
    if (piece < 2000) await pause(2)
  }
  socket.end()
}
const chat = (rounds, everyMs) => async (socket) => {
  socket.resume()
  socket.write(line('echo'))
  for (let round = 0; round < rounds && !socket.destroyed; round += 1) {
    socket.write(`message ${round} of a conversation`)
    await pause(everyMs)
  }
  socket.end()
}

if (role === 'server') serve(...args)
else if (role === 'last') await converse(...args, chat(2, 20))
else {
  const all = [chat(60, 20), download(250_000), upload(250_000, 64_000), upload(60_000, 900), chat(30, 45)]
  await Promise.all(all.map((talk) => converse(...args, talk)))
}
