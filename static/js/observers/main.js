/** An observer's phone or laptop. Starts the screen. */

import { mount } from "../lib/app.js";
import { Observer } from "./observer.js";

mount(Observer);
