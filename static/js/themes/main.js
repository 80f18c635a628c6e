/** The theme desk: three people lay together what the tables wrote. Starts the screen. */

import { mount } from "../lib/app.js";
import { ThemeDesk } from "./desk.js";

mount(ThemeDesk, { poll_ms: 1000 });
