/** Where a round of writing is: its stop or its stage, and how long that still lasts by the round's own clock. */

/**
 * Time tells the stage, unless the lead has stepped to one; a stop is where the lead has called it. What was stepped to
 * began at `from_ms` left on the clock, so that time which is added later belongs to it.
 * @param {Object|null} round @param {{ms: number|null, total_ms: number|null}} clock
 * @returns {{stop: boolean, i: number, of: number, name: string, ms: number}|null} `ms` left of it, negative when over
 */
export function partNow(round, { ms, total_ms }) {
  if (!round || round.phase !== "open" || ms === null) return null;
  const { rotation, stage, stages } = round;
  if (rotation && rotation.stop) {
    return { stop: true, i: rotation.stop - 1, of: rotation.stops, name: "", ms: rotation.minutes * 60000 - (rotation.from_ms - ms) };
  }
  if (!stages || !stages.length) return null;
  if (stage && stage.no !== null) {
    return { stop: false, i: stage.no, of: stages.length, name: stages[stage.no].name, ms: stages[stage.no].minutes * 60000 - (stage.from_ms - ms) };
  }
  return byTime(stages, ms, Math.max(total_ms, round.minutes * 60000));
}

function byTime(stages, ms, whole) {
  let until = whole;
  for (let i = 0; i < stages.length; i += 1) {
    until -= stages[i].minutes * 60000;
    if (ms > until || i === stages.length - 1) return { stop: false, i, of: stages.length, name: stages[i].name, ms: ms > until ? ms - until : ms };
  }
  return null;
}
