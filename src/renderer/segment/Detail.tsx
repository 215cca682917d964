import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SegmentDetail } from '../../contracts/segment'
import type { WiresharkSource } from '../../contracts/wireshark'
import { useSession, useSessionState } from '../app/context'
import { useStore } from '../app/store'
import { amountWords } from '../ui/amount'
import { formatCount } from '../ui/format'
import { FieldsChoice } from '../wireshark/FieldsChoice'
import { useWiresharkFrame } from '../wireshark/useWiresharkFrame'
import { WiresharkNote } from '../wireshark/WiresharkNote'
import { FieldPanes } from './FieldPanes'
import { PeerLinks } from './PeerLinks'

/** A segment's frame: which it is, what it has to do with others, its fields by whom one likes, and its bytes. */
export function Detail({ detail }: { readonly detail: SegmentDetail }) {
  const { t } = useTranslation(['segment', 'words'])
  const kind = useSessionState((state) => state.layout.fields)
  const bytes = amountWords('byte', detail.bytes.length)
  return (
    <>
      <div className="pane-head segment-head">
        <h2>{t('words:frame', { frame: detail.frame })}</h2>
        <span className="muted ellipsis">
          {detail.originalLength > detail.bytes.length
            ? t('capturedOf', { bytes, all: formatCount(detail.originalLength) })
            : bytes}
        </span>
        <span className="grow" />
        <FieldsChoice />
        <PeerLinks segment={detail.segment} />
      </div>
      {kind === 'lastack' ? <OwnFields detail={detail} /> : <WiresharkFields detail={detail} />}
    </>
  )
}

/** The frame's own bytes: the only ones there are, or those shown while the others are under way. */
function useFrameBytes({ bytes }: SegmentDetail): readonly WiresharkSource[] {
  return useMemo(() => [{ name: '', bytes }], [bytes])
}

function OwnFields({ detail }: { readonly detail: SegmentDetail }) {
  const sources = useFrameBytes(detail)
  return <FieldPanes layers={detail.layers} sources={sources} segment={detail.segment} openLayer="tcp" />
}

function WiresharkFields({ detail }: { readonly detail: SegmentDetail }) {
  const { t } = useTranslation('wireshark')
  const { wireshark } = useSession()
  const flow = useSessionState((state) => state.flow)
  const phase = useStore(wireshark.store, (state) => state.phase)
  const { data, error } = useWiresharkFrame({ flow, segment: detail.segment, frame: detail.frame })
  const frameBytes = useFrameBytes(detail)
  const isNoted = data === null || error !== null || phase === 'starting' || phase === 'failed'
  // What is under way comes within moments: the fields before stay that long, but aren't those of these bytes.
  const isShown = !isNoted && data.frame === detail.frame
  return (
    <>
      <FieldPanes
        layers={data?.layers ?? []}
        sources={isShown ? data.sources : frameBytes}
        segment={detail.segment}
        isStale={!isShown}
        note={isNoted ? <WiresharkNote error={error} /> : undefined}
      />
      {isShown && data.given.isPart && (
        <p className="wireshark-given muted">{t('part', { frames: formatCount(data.given.frames) })}</p>
      )}
      {isShown && data.isCut && <p className="wireshark-given muted">{t('cut')}</p>}
    </>
  )
}
