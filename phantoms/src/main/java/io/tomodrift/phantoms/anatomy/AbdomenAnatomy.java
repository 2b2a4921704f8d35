package io.tomodrift.phantoms.anatomy;
final class AbdomenAnatomy implements Anatomy { AbdomenAnatomy(SplitRandom r, boolean c) {} @Override public void paint(SliceCanvas c) {} }
