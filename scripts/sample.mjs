// Comparisons that take minutes hold a part of the captures in each test run, always the same one; run by themselves,
// they hold all.

/** One of so many captures is in the part. */
const PART = 4
/** Packets or streams of a capture that is worth its time in every run. */
const SIZE_AT_MOST = 20_000

/** The part of `rows` that every test run holds. @param sizeOf packets or streams of a row's capture. */
export const sampleOf = (rows, sizeOf) => rows.filter((row, index) => index % PART === 0 && sizeOf(row) <= SIZE_AT_MOST)
