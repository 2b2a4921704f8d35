package io.tomodrift.phantoms.anatomy;
final class PelvisAnatomy implements Anatomy { PelvisAnatomy(SplitRandom r, boolean c) {} @Override public void paint(SliceCanvas c) {} }
