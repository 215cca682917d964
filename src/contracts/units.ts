/** Branded numbers: a flow is never mistaken for a frame. The brand exists at compile time only. */
declare const unit: unique symbol
type Branded<Name extends string, Base = number> = Base & { readonly [unit]: Name }

/** 0-based number of a flow, in order of first segments. */
export type FlowId = Branded<'FlowId'>
/** 1-based number of a frame in its capture, as Wireshark counts. */
export type FrameNumber = Branded<'FrameNumber'>
/** Index of a segment in the core's columns; grows with the frame number, with holes. */
export type SegmentIndex = Branded<'SegmentIndex'>
/** Nanoseconds; since 1970-01-01 UTC where it is a time. */
export type Nanoseconds = Branded<'Nanoseconds', bigint>

export const flowId = (value: number): FlowId => value as FlowId
export const frameNumber = (value: number): FrameNumber => value as FrameNumber
export const segmentIndex = (value: number): SegmentIndex => value as SegmentIndex
export const nanoseconds = (value: bigint): Nanoseconds => value as Nanoseconds
