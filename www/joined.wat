;; Wasm from its streams: the other half of `xtask/src/dist/streams.rs`, which says what they are. It is wasm itself, since it
;; runs before anything is warm: JavaScript takes three times as long over the 200,000 operators.

(module
  ;; Its first 256 bytes say in which stream an operator's number lies; 0 is for one that has none, 1 for one that is brief. Then
  ;; come the globals below, what is packed, and the wasm.
  (memory (export "memory") 1)

  (data (i32.const 0x02) "\04\04\04") ;; block, loop, if
  (data (i32.const 0x0c) "\03\09\03") ;; branches
  (data (i32.const 0x10) "\0c\06") ;; call, call_indirect
  (data (i32.const 0x16) "\01\01\10") ;; i32.const, brief; addresses
  (data (i32.const 0x1c) "\06") ;; select with types
  (data (i32.const 0x20) "\0d\0e\0f\0a\0a\06\06") ;; locals, globals, tables
  (data (i32.const 0x28) "\07\07\07\07\07\07\07\07\07\07\07\07\07\07") ;; loads
  (data (i32.const 0x36) "\08\08\08\08\08\08\08\08\08") ;; stores
  (data (i32.const 0x3f) "\06\06\12\0b\06\05") ;; memory.size, memory.grow, constants
  (data (i32.const 0xd0) "\06\00\06\00\01\01\01\01\01") ;; ref.null, ref.func; locals, brief
  (data (i32.const 0xfc) "\06") ;; bulk memory, and numbers that saturate

  (global $OPERATORS i32 (i32.const 1))
  (global $TYPES i32 (i32.const 2))
  (global $BLOCKS i32 (i32.const 4))
  (global $FLOATS i32 (i32.const 5))
  (global $LOADS i32 (i32.const 7))
  (global $STORES i32 (i32.const 8))
  (global $HIGH i32 (i32.const 16))
  (global $LOW i32 (i32.const 17))
  (global $NUMBERS i32 (i32.const 18)) ;; and 255 more: one for each operator that comes next

  ;; Some of these places are also said as offsets.
  (global $COUNTED i32 (i32.const 0x100)) ;; the numbers from 0 to 127
  (global $LOCALS i32 (i32.const 0x180)) ;; of a function: the one used last is the first
  (global $RUNS i32 (i32.const 0x200)) ;; by byte what it stands for, which is eight operators at most
  (global $LONG i32 (i32.const 0xa00)) ;; by byte how many

  ;; Where the figures lie, and the first stream.
  (global $SIZE i32 (i32.const 0xb00))
  (global $BEFORE i32 (i32.const 0xb04))
  (global $BODIES i32 (i32.const 0xb08))
  (global $COUNT i32 (i32.const 0xb0c)) ;; of the operators
  (global $PAIRS i32 (i32.const 0xb10))
  (global $LENGTHS i32 (i32.const 0xd10)) ;; of 274 streams; each is soon where its stream is read next
  (global $STREAMS i32 (i32.const 0x1158))

  ;; Joins what lies from $SIZE on, and writes the wasm.
  (func (export "join") (param $wasm i32)
    (local $place i32) (local $at i32) (local $length i32)
    (local $to i32) (local $start i32) (local $end i32) (local $left i32)
    (local $byte i32) (local $first i32) (local $second i32)
    (local.set $place (global.get $LENGTHS))
    (local.set $at (global.get $STREAMS))
    (loop $stream
      (local.set $length (i32.load (local.get $place)))
      (i32.store (local.get $place) (local.get $at))
      (local.set $at (i32.add (local.get $at) (local.get $length)))
      (local.set $place (i32.add (local.get $place) (i32.const 4)))
      (br_if $stream (i32.lt_u (local.get $place) (global.get $STREAMS))))

    ;; What each byte stands for: itself, or a pair of bytes, of which those that are pairs have lower numbers.
    (loop $alone
      (i32.store8 offset=0x100 (local.get $byte) (local.get $byte)) ;; what lies behind the numbers is not there yet
      (i64.store offset=0x200 (i32.shl (local.get $byte) (i32.const 3)) (i64.extend_i32_u (local.get $byte)))
      (i32.store8 offset=0xa00 (local.get $byte) (i32.const 1))
      (br_if $alone
        (i32.lt_u (local.tee $byte (i32.add (local.get $byte) (i32.const 1))) (i32.const 256))))
    (local.set $byte (i32.const 0))
    (loop $pair
      (local.set $first (i32.load8_u offset=0xb10 (i32.shl (local.get $byte) (i32.const 1))))
      (local.set $second (i32.load8_u offset=0xb11 (i32.shl (local.get $byte) (i32.const 1))))
      (if (i32.or (local.get $first) (local.get $second))
        (then
          (i64.store offset=0x200
            (i32.shl (local.get $byte) (i32.const 3))
            (i64.or
              (i64.load offset=0x200 (i32.shl (local.get $first) (i32.const 3)))
              (i64.shl
                (i64.load offset=0x200 (i32.shl (local.get $second) (i32.const 3)))
                (i64.extend_i32_u (i32.shl (i32.load8_u offset=0xa00 (local.get $first)) (i32.const 3))))))
          (i32.store8 offset=0xa00
            (local.get $byte)
            (i32.add
              (i32.load8_u offset=0xa00 (local.get $first))
              (i32.load8_u offset=0xa00 (local.get $second))))))
      (br_if $pair
        (i32.lt_u (local.tee $byte (i32.add (local.get $byte) (i32.const 1))) (i32.const 256))))

    ;; The operators go where the wasm will end: each is read before anything is written there.
    (local.set $at (i32.load (call $place (global.get $OPERATORS))))
    (local.set $end (i32.load (call $place (global.get $TYPES))))
    (local.set $to
      (i32.sub
        (i32.add (local.get $wasm) (i32.load (global.get $SIZE)))
        (i32.load (global.get $COUNT))))
    (i32.store (call $place (global.get $OPERATORS)) (local.get $to))
    (loop $run
      (local.set $byte (i32.load8_u (local.get $at)))
      (i64.store (local.get $to) (i64.load offset=0x200 (i32.shl (local.get $byte) (i32.const 3))))
      (local.set $to (i32.add (local.get $to) (i32.load8_u offset=0xa00 (local.get $byte))))
      (br_if $run
        (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 1))) (local.get $end))))

    ;; What is no body comes first of all streams.
    (memory.copy (local.get $wasm) (global.get $STREAMS) (i32.load (global.get $BEFORE)))
    (local.set $to (i32.add (local.get $wasm) (i32.load (global.get $BEFORE))))
    (loop $next
      ;; A body's size stands before it and is known after it. Three bytes hold any.
      (local.set $start (i32.add (local.get $to) (i32.const 3)))
      (local.set $end (call $body (local.get $start)))
      (local.set $left (i32.sub (local.get $end) (local.get $start)))
      (loop $more
        (i32.store8 (local.get $to)
          (i32.or
            (i32.and (local.get $left) (i32.const 127))
            (i32.shl (i32.gt_u (local.get $left) (i32.const 127)) (i32.const 7))))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (br_if $more (local.tee $left (i32.shr_u (local.get $left) (i32.const 7)))))
      (memory.copy (local.get $to) (local.get $start) (i32.sub (local.get $end) (local.get $start)))
      (local.set $to (i32.add (local.get $to) (i32.sub (local.get $end) (local.get $start))))
      (i32.store (global.get $BODIES) (i32.sub (i32.load (global.get $BODIES)) (i32.const 1)))
      (br_if $next (i32.load (global.get $BODIES))))
    (memory.copy
      (local.get $to)
      (i32.add (global.get $STREAMS) (i32.load (global.get $BEFORE)))
      (i32.sub (i32.add (local.get $wasm) (i32.load (global.get $SIZE))) (local.get $to))))

  ;; Writes one function's body; answers where it ends. It must not become a part of the loop that calls it: browsers start with
  ;; slow code, and put faster code in its place only where a function is called again.
  (func $body (param $to i32) (result i32)
    (local $next i32) (local $operator i32) (local $depth i32)
    (local $stream i32) (local $at i32) (local $byte i32)
    (local $rank i32)
    (local $numbers i32) ;; how many to copy, LEB128 each
    (memory.copy (global.get $LOCALS) (global.get $COUNTED) (i32.const 128))
    (local.set $next (i32.load (call $place (global.get $OPERATORS))))
    (local.set $depth (i32.const 1))
    (local.set $stream (global.get $TYPES))
    (local.set $at (i32.load (call $place (global.get $TYPES))))
    ;; A count of pairs, and the pairs.
    (local.set $numbers (i32.add (i32.shl (call $said (local.get $at)) (i32.const 1)) (i32.const 1)))
    (loop $copy
      (if (local.get $numbers)
        (then
          (loop $bytes
            (i32.store8 (local.get $to) (local.tee $byte (i32.load8_u (local.get $at))))
            (local.set $to (i32.add (local.get $to) (i32.const 1)))
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (br_if $bytes (i32.gt_u (local.get $byte) (i32.const 127))))
          (local.set $numbers (i32.sub (local.get $numbers) (i32.const 1)))
          (br $copy)))
      (i32.store (call $place (local.get $stream)) (local.get $at))

      (loop $operators
        (i32.store8 (local.get $to) (local.tee $operator (i32.load8_u (local.get $next))))
        (local.set $to (i32.add (local.get $to) (i32.const 1)))
        (local.set $next (i32.add (local.get $next) (i32.const 1)))
        (local.set $stream (i32.load8_u (local.get $operator)))
        (if (i32.eqz (local.get $stream))
          (then
            (br_if $operators (i32.ne (local.get $operator) (i32.const 0x0b))) ;; end
            (br_if $operators (local.tee $depth (i32.sub (local.get $depth) (i32.const 1))))
            (i32.store (call $place (global.get $OPERATORS)) (local.get $next))
            (return (local.get $to))))
        (if (i32.eq (local.get $stream) (global.get $OPERATORS)) ;; brief: twice the operator, and 0 or 1, and 0x94
          (then
            (local.set $byte (i32.and (local.get $operator) (i32.const 1)))
            (local.set $operator
              (i32.shr_u (i32.and (i32.sub (local.get $operator) (i32.const 0x94)) (i32.const 255)) (i32.const 1)))
            (i32.store8 (i32.sub (local.get $to) (i32.const 1)) (local.get $operator))
            (if (i32.ne (local.get $operator) (i32.const 0x41)) ;; i32.const
              (then
                (if (local.get $byte) ;; the one before the last: they change places
                  (then
                    (i32.store16
                      (global.get $LOCALS)
                      (i32.or
                        (i32.load8_u (i32.add (global.get $LOCALS) (i32.const 1)))
                        (i32.shl (i32.load8_u (global.get $LOCALS)) (i32.const 8))))))
                (local.set $byte (i32.load8_u (global.get $LOCALS)))))
            (i32.store8 (local.get $to) (local.get $byte))
            (local.set $to (i32.add (local.get $to) (i32.const 1)))
            (br $operators)))
        (if (i32.eq (local.get $stream) (global.get $NUMBERS))
          (then (local.set $stream (i32.add (global.get $NUMBERS) (i32.load8_u (local.get $next))))))
        (local.set $at (i32.load (call $place (local.get $stream))))
        (if (i32.lt_u (i32.sub (local.get $operator) (i32.const 0x20)) (i32.const 3)) ;; local.get, local.set, local.tee
          (then
            (local.set $byte (i32.load8_u offset=0x180 (local.tee $rank (i32.load8_u (local.get $at)))))
            (i32.store8 (local.get $to) (local.get $byte))
            (loop $shift
              (if (local.get $rank)
                (then
                  (i32.store8 offset=0x180 (local.get $rank) (i32.load8_u offset=0x17f (local.get $rank)))
                  (local.set $rank (i32.sub (local.get $rank) (i32.const 1)))
                  (br $shift))))
            (i32.store8 (global.get $LOCALS) (local.get $byte)) ;; it is the first now
            (local.set $to (i32.add (local.get $to) (i32.const 1)))
            (i32.store (call $place (local.get $stream)) (i32.add (local.get $at) (i32.const 1)))
            (br $operators)))
        (if (i32.eq (local.get $stream) (global.get $HIGH)) ;; i32.const, with an address in the second megabyte
          (then
            (local.set $byte (i32.load (call $place (global.get $LOW))))
            (i32.store (call $place (global.get $HIGH)) (i32.add (local.get $at) (i32.const 1)))
            (i32.store (call $place (global.get $LOW)) (i32.add (local.get $byte) (i32.const 1)))
            (local.set $byte
              (i32.or (i32.shl (i32.load8_u (local.get $at)) (i32.const 8)) (i32.load8_u (local.get $byte))))
            (i32.store8 (i32.sub (local.get $to) (i32.const 1)) (i32.const 0x41))
            ;; Seven bits to a byte.
            (i32.store
              (local.get $to)
              (i32.or
                (i32.or (i32.const 0xc08080) (i32.and (local.get $byte) (i32.const 0x7f)))
                (i32.or
                  (i32.and (i32.shl (local.get $byte) (i32.const 1)) (i32.const 0x7f00))
                  (i32.and (i32.shl (local.get $byte) (i32.const 2)) (i32.const 0x30000)))))
            (local.set $to (i32.add (local.get $to) (i32.const 4)))
            (br $operators)))
        (local.set $numbers (i32.const 1))
        (br_if $copy (i32.gt_u (local.get $stream) (global.get $STORES))) ;; most operators

        (if (i32.ge_u (local.get $stream) (global.get $LOADS))
          (then
            (i32.store8 (local.get $to) (i32.const 0)) ;; the alignment
            (local.set $to (i32.add (local.get $to) (i32.const 1)))
            (br $copy)))
        (if (i32.eq (local.get $stream) (global.get $BLOCKS))
          (then (local.set $depth (i32.add (local.get $depth) (i32.const 1)))))
        (if (i32.eq (local.get $operator) (i32.const 0x0e)) ;; br_table: a list of branches and one more
          (then (local.set $numbers (i32.add (call $said (local.get $at)) (i32.const 2)))))
        (if (i32.eq (local.get $operator) (i32.const 0x11)) ;; call_indirect: a type and a table
          (then (local.set $numbers (i32.const 2))))
        (if (i32.eq (local.get $operator) (i32.const 0x1c)) ;; select: a list of types
          (then (local.set $numbers (i32.add (call $said (local.get $at)) (i32.const 1)))))
        (if (i32.eq (local.get $operator) (i32.const 0x43)) ;; f32.const
          (then
            (memory.copy (local.get $to) (local.get $at) (i32.const 4))
            (local.set $to (i32.add (local.get $to) (i32.const 4)))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (local.set $numbers (i32.const 0))))
        (if (i32.eq (local.get $operator) (i32.const 0x44)) ;; f64.const
          (then
            (memory.copy (local.get $to) (local.get $at) (i32.const 8))
            (local.set $to (i32.add (local.get $to) (i32.const 8)))
            (local.set $at (i32.add (local.get $at) (i32.const 8)))
            (local.set $numbers (i32.const 0))))
        ;; Bulk memory: after the operator's second half come one number (to drop, or of a table) or two.
        (if (i32.and
              (i32.eq (local.get $operator) (i32.const 0xfc))
              (i32.gt_u (i32.load8_u (local.get $at)) (i32.const 7)))
          (then
            (local.set $numbers
              (select
                (i32.const 2)
                (i32.const 3)
                (i32.or
                  (i32.gt_u (i32.load8_u (local.get $at)) (i32.const 14))
                  (i32.and (i32.load8_u (local.get $at)) (i32.const 1)))))))
        (br $copy)))
    (unreachable))

  ;; Where it stands from where a stream is read next.
  (func $place (param $stream i32) (result i32)
    (i32.add (global.get $LENGTHS) (i32.shl (local.get $stream) (i32.const 2))))

  ;; The number that stands here; lists are shorter than 16,384.
  (func $said (param $at i32) (result i32)
    (if (result i32) (i32.gt_u (i32.load8_u (local.get $at)) (i32.const 127))
      (then
        (i32.or
          (i32.and (i32.load8_u (local.get $at)) (i32.const 127))
          (i32.shl (i32.load8_u offset=1 (local.get $at)) (i32.const 7))))
      (else (i32.load8_u (local.get $at))))))
