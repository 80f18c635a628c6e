/** The lead's console: starts the screen, or asks for the PIN while the link alone does not open it. */

import { mount } from "../lib/app.js";
import { Console } from "./console.js";
import { Gate } from "./gate.js";

mount(Console, { gate: Gate, poll_ms: 1000 });
