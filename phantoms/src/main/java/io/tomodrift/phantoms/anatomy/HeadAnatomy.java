package io.tomodrift.phantoms.anatomy;
final class HeadAnatomy implements Anatomy { HeadAnatomy(SplitRandom r, boolean c) {} @Override public void paint(SliceCanvas c) {} }
