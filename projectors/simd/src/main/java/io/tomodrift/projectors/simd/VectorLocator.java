package io.tomodrift.projectors.simd;

import io.tomodrift.projectors.cpu.PairTaps;
import io.tomodrift.projectors.cpu.TileView;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link io.tomodrift.projectors.cpu.LaneKernels#locate} in registers, for tiles that the detector
 * sees whole.
 */
final class VectorLocator {
  private static final VectorSpecies<Double> D = DoubleVector.SPECIES_256;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_128;

  /** Pixels a register holds. */
  static final int LANES = D.length();

  /** Added to a number of less than 51 bits, it leaves its integer in the low bits. */
  private static final double TO_INTEGER = 0x1.8p52;

  private VectorLocator() {}

  static void locate(
      TileView view,
      double[] dx,
      double[] dy,
      int count,
      int firstPosition,
      PairTaps taps,
      int first) {
    int[] position = taps.position();
    double[] nearer = taps.scratchChannel();
    double[] farther = taps.scratchWeight();
    double fraction = view.fraction();
    double k = view.channelsPerUnit();
    double scale = view.scale();
    boolean arc = view.arc();
    int origin = firstPosition + view.channel0();
    DoubleVector depthX = DoubleVector.broadcast(D, view.depthX());
    DoubleVector depthY = DoubleVector.broadcast(D, view.depthY());
    DoubleVector depth = DoubleVector.broadcast(D, view.depth());
    DoubleVector acrossX = DoubleVector.broadcast(D, view.acrossX());
    DoubleVector acrossY = DoubleVector.broadcast(D, view.acrossY());
    DoubleVector one = DoubleVector.broadcast(D, 1);
    DoubleVector minusOne = DoubleVector.broadcast(D, -1);
    DoubleVector third = DoubleVector.broadcast(D, -1 / 3.0);
    DoubleVector fifth = DoubleVector.broadcast(D, 1 / 5.0);
    DoubleVector seventh = DoubleVector.broadcast(D, -1 / 7.0);
    DoubleVector perUnit = DoubleVector.broadcast(D, k);
    DoubleVector within = DoubleVector.broadcast(D, fraction);
    for (int p = 0; p < count; p += LANES) {
      DoubleVector x = DoubleVector.fromArray(D, dx, p);
      DoubleVector y = DoubleVector.fromArray(D, dy, p);
      DoubleVector inverse = one.div(x.fma(depthX, y.fma(depthY, depth)));
      DoubleVector z = x.fma(acrossX, y.mul(acrossY)).mul(inverse);
      DoubleVector weight = inverse.mul(inverse).mul(scale);
      if (arc) {
        DoubleVector z2 = z.mul(z);
        DoubleVector series = z2.fma(seventh, fifth);
        series = z2.fma(series, third);
        z = z.mul(z2.fma(series, one));
        DoubleVector share = z2.fma(minusOne, one);
        share = z2.fma(share, minusOne);
        share = z2.fma(share, one);
        weight = weight.mul(share);
      }
      DoubleVector channel = z.fma(perUnit, within);
      DoubleVector shifted = channel.sub(0.5).add(TO_INTEGER);
      DoubleVector part = weight.mul(channel.sub(shifted.sub(TO_INTEGER)));
      IntVector whole =
          (IntVector) shifted.reinterpretAsLongs().convertShape(VectorOperators.L2I, I, 0);
      whole.add(origin).intoArray(position, first + p);
      weight.sub(part).intoArray(nearer, p);
      part.intoArray(farther, p);
    }
    narrow(nearer, count, taps.near(), first);
    narrow(farther, count, taps.far(), first);
  }

  /** Not by registers: Java 17 slows down everywhere if a program uses two widths of one type. */
  private static void narrow(double[] values, int count, float[] target, int first) {
    for (int p = 0; p < count; p++) {
      target[first + p] = (float) values[p];
    }
  }
}
