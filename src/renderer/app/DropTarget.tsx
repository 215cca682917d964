import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../ui/Icon'
import { useSession } from './context'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** The whole window takes a dropped capture; it says so while one hovers. */
export function DropTarget() {
  const { t } = useTranslation('app')
  const session = useSession()
  const [isOver, setIsOver] = useState(false)

  useEffect(() => {
    // Enter and leave fire for every element crossed: only the balance tells when the window is left.
    let depth = 0
    const show = (change: number) => {
      depth = Math.max(0, depth + change)
      setIsOver(depth > 0)
    }
    const onEnter = (event: DragEvent) => hasFiles(event) && show(1)
    const onLeave = (event: DragEvent) => hasFiles(event) && show(-1)
    const onOver = (event: DragEvent) => {
      if (!event.dataTransfer || !hasFiles(event)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    }
    const onDrop = (event: DragEvent) => {
      event.preventDefault()
      show(-depth)
      if (event.dataTransfer) session.drop([...event.dataTransfer.files])
    }
    const listen = [
      ['dragenter', onEnter],
      ['dragleave', onLeave],
      ['dragover', onOver],
      ['drop', onDrop],
    ] as const
    for (const [name, listener] of listen) window.addEventListener(name, listener as EventListener)
    return () => {
      for (const [name, listener] of listen) window.removeEventListener(name, listener as EventListener)
    }
  }, [session])

  if (!isOver) return null
  return (
    <div className="drop-target">
      <div>
        <Icon name="open" size={28} />
        {t('drop')}
      </div>
    </div>
  )
}
