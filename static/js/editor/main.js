/** The scenario editor: a day is written here by people who do not write TOML. Starts the screen. */

import { Gate } from "../console/gate.js";
import { mount } from "../lib/app.js";
import { Editor } from "./editor.js";

mount(Editor, { gate: Gate, poll_ms: 5000 });
