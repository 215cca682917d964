/** Faces of a picture's text: those of the system, since a picture brings none. Colours stand on each part. */
const MONO = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"
const WORDS = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif"
const HALO = 'paint-order:stroke;stroke-width:4px;stroke-linejoin:round'

export const LADDER_STYLE = [
  `.ladder text{font-family:${MONO};font-size:11px}`,
  `.ladder .ladder-words{font-family:${WORDS};font-size:11.5px;font-weight:500}`,
  '.ladder .ladder-strong{font-weight:600}',
  `.ladder .ladder-name{font-family:${WORDS};font-size:10px;font-weight:600;letter-spacing:.2px;${HALO}}`,
  `.ladder .ladder-labels{${HALO}}`,
].join('')
