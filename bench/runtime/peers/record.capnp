# The archive benchmark's record, for Cap'n Proto.
@0xb3a6d9c45e7f1208;

struct RecordPart {
  x @0 :Float64;
  y @1 :Float64;
  number @2 :Int32;
  label @3 :Text;
}

struct RecordAttribute {
  key @0 :Text;
  value @1 :Float64;
}

struct RecordMessage {
  id @0 :Int64;
  flags @1 :UInt32;
  name @2 :Text;
  owner @3 :Text;
  parts @4 :List(RecordPart);
  samples @5 :List(Float64);
  attributes @6 :List(RecordAttribute);
}
