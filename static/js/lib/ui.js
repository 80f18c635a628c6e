/** The parts every screen is built from. Plain properties in, no knowledge of the game. */

export { Icon, Mark, SPHERES } from "./parts/icons.js";
export { Button, ChoiceRow, Chip, classes, Pills, Pips, Slip, State, TextField, Tick } from "./parts/controls.js";
export { ClockArc, ClockDisc, ClockGreat, ClockRing } from "./parts/clocks.js";
export { SeatRing, StrokeRing, TableRing } from "./parts/rings.js";
export { GroupCircle, groupRadius, isClosed } from "./parts/group.js";
export { StatusLine, statusWords } from "./parts/status.js";
export { LangSwitch, SizeSwitch, ThemeSwitch } from "./parts/switches.js";
export { Dialog } from "./parts/dialog.js";
export { Notices } from "./parts/notices.js";
export { Coming } from "./parts/coming.js";
