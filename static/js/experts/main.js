/** An expert's phone or laptop. Starts the screen. */

import { mount } from "../lib/app.js";
import { Experts } from "./experts.js";

mount(Experts);
