// Copying and filling memory for browsers that cannot do it in one instruction, eight bytes at a time. What binaryen puts
// in its place goes byte by byte, which was a fifteenth of all that a report took.
//
// Both ends of what is moved are loaded before anything is stored, and the words between them in the order in which none
// is overwritten before it is read: so the areas may overlap, and nothing is left over that would go by bytes.
import binaryen from "binaryen";

const number = binaryen.i32;
const word = binaryen.i64;

/** Puts faster bodies in place of those of the functions that the lowering of bulk memory added. */
export function moveByWords(module) {
  const { i32, i64, local } = module;
  const [to, from, count, first, middle, last, firstWord, lastWord] = [0, 1, 2, 3, 4, 5, 6, 7];
  const get = (at) => local.get(at, number);
  const plus = (at, value) => i32.add(get(at), i32.const(value));
  const step = (at, value) => local.set(at, plus(at, value));
  const leave = module.return;
  const within = (...body) => module.block(null, body);
  let loops = 0;
  /** Does something again and again while a condition holds. */
  const during = (condition, ...body) => {
    loops += 1;
    const name = `loop ${loops}`;
    return module.loop(name, module.if(condition, within(...body, module.br(name))));
  };
  /** The same while there is more than a word. */
  const whileWords = (...body) => during(i32.gt_u(get(count), i32.const(8)), ...body);
  const replace = (name, vars, ...body) => {
    if (module.getFunction(name) === 0) return;
    module.removeFunction(name);
    const parameters = binaryen.createType([number, number, number]);
    module.addFunction(name, parameters, binaryen.none, vars, within(...body));
  };

  // The last bytes of an area that ends where `at` and `count` say.
  const end = (at, count) => i32.add(get(at), get(count));
  const half = () => i32.shr_u(get(count), i32.const(1));
  const lastFour = (at) => i32.sub(end(at, count), i32.const(4));
  const lastEight = (at) => i32.sub(end(at, count), i32.const(8));
  replace(
    "__memory_copy",
    [number, number, number, word, word],
    module.if(
      i32.lt_u(get(count), i32.const(8)),
      within(
        module.if(
          i32.ge_u(get(count), i32.const(4)),
          within(
            local.set(first, i32.load(0, 1, get(from))),
            local.set(last, i32.load(0, 1, lastFour(from))),
            i32.store(0, 1, get(to), get(first)),
            i32.store(0, 1, lastFour(to), get(last)),
            leave(),
          ),
        ),
        module.if(i32.eqz(get(count)), leave()),
        // Three bytes, some of which are the same where there are fewer.
        local.set(first, i32.load8_u(0, 1, get(from))),
        local.set(middle, i32.load8_u(0, 1, i32.add(get(from), half()))),
        local.set(last, i32.load8_u(0, 1, i32.sub(end(from, count), i32.const(1)))),
        i32.store8(0, 1, get(to), get(first)),
        i32.store8(0, 1, i32.add(get(to), half()), get(middle)),
        i32.store8(0, 1, i32.sub(end(to, count), i32.const(1)), get(last)),
        leave(),
      ),
    ),
    local.set(firstWord, i64.load(0, 1, get(from))),
    local.set(lastWord, i64.load(0, 1, lastEight(from))),
    module.if(
      // To lower addresses, or where the areas are apart.
      i32.ge_u(i32.sub(get(to), get(from)), get(count)),
      within(
        local.set(first, lastEight(to)),
        whileWords(
          i64.store(0, 1, get(to), i64.load(0, 1, get(from))),
          step(to, 8),
          step(from, 8),
          step(count, -8),
        ),
        i64.store(0, 1, get(first), local.get(lastWord, word)),
      ),
      within(
        i64.store(0, 1, lastEight(to), local.get(lastWord, word)),
        step(count, -8),
        whileWords(step(count, -8), i64.store(0, 1, end(to, count), i64.load(0, 1, end(from, count)))),
        i64.store(0, 1, get(to), local.get(firstWord, word)),
      ),
    ),
  );

  const [value, filled] = [1, 3];
  replace(
    "__memory_fill",
    [word],
    module.if(
      i32.lt_u(get(count), i32.const(8)),
      within(during(get(count), step(count, -1), i32.store8(0, 1, end(to, count), get(value))), leave()),
    ),
    local.set(
      filled,
      i64.mul(i64.extend_u(i32.and(get(value), i32.const(255))), i64.const(0x0101010101010101n)),
    ),
    i64.store(0, 1, lastEight(to), local.get(filled, word)),
    whileWords(i64.store(0, 1, get(to), local.get(filled, word)), step(to, 8), step(count, -8)),
  );
}
