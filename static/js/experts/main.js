/** An expert's phone: which tables call. Starts the screen. */

import { mount } from "../lib/app.js";
import { Experts } from "./experts.js";

mount(Experts);
