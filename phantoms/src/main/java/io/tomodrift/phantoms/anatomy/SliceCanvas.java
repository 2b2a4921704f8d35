package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.ImageGrid;
import java.util.Arrays;
import java.util.Optional;

/**
 * One slice while it is painted. Later paint covers earlier paint; at edges, a pixel gets the share
 * of the new tissue that its distance from the edge implies, which is the partial volume effect.
 * The concentration of iodine is a second plane, painted with the same shares.
 */
final class SliceCanvas {

  /** HU or mg/ml inside a region as a function of the position in the body. */
  @FunctionalInterface
  interface Shade {
    double at(double xMm, double yMm);
  }

  private static final Shade ZERO = (px, py) -> 0;

  private final ImageGrid grid;
  private final Pose pose;
  private final double zMm;
  private final double[] x;
  private final double[] y;
  private final double[] hu;
  private final byte[] label;
  private final Perfusion perfusion;

  /** Concentration, mg/ml; empty in a native body. */
  private final double[] iodine;

  SliceCanvas(ImageGrid grid, Pose pose, Perfusion perfusion, double zMm) {
    this.grid = grid;
    this.pose = pose;
    this.zMm = zMm;
    this.perfusion = perfusion;
    int pixels = grid.columns() * grid.rows();
    x = new double[pixels];
    y = new double[pixels];
    hu = new double[pixels];
    label = new byte[pixels];
    iodine = new double[perfusion.isEnhanced() ? pixels : 0];
    Arrays.fill(hu, -1000);
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        int i = row * grid.columns() + column;
        x[i] = pose.bodyX(grid.xMm(column), grid.yMm(row), zMm);
        y[i] = pose.bodyY(grid.xMm(column), grid.yMm(row), zMm);
      }
    }
  }

  double zMm() {
    return zMm;
  }

  /** Where iodine is in this body. */
  Perfusion perfusion() {
    return perfusion;
  }

  double pixelMm() {
    return grid.pixelMm();
  }

  int pixels() {
    return hu.length;
  }

  double xMm(int pixel) {
    return x[pixel];
  }

  double yMm(int pixel) {
    return y[pixel];
  }

  double hu(int pixel) {
    return hu[pixel];
  }

  int label(int pixel) {
    return label[pixel];
  }

  void addHu(int pixel, double change) {
    hu[pixel] += change;
  }

  void paint(Field field, Tissue tissue, double value) {
    paint(field, tissue, (px, py) -> value);
  }

  void paint(Optional<? extends Field> field, Tissue tissue, double value) {
    field.ifPresent(shape -> paint(shape, tissue, value));
  }

  /** Paints a region of the body, with the iodine that is usual in its tissue. */
  void paint(Field field, Tissue tissue, Shade shade) {
    paint(field, tissue, shade, perfusion.in(Compartment.of(tissue), zMm));
  }

  void paint(Field field, Tissue tissue, double value, Compartment compartment) {
    paint(field, tissue, value, perfusion.in(compartment, zMm));
  }

  void paint(
      Optional<? extends Field> field, Tissue tissue, double value, Compartment compartment) {
    field.ifPresent(shape -> paint(shape, tissue, value, compartment));
  }

  void paint(Field field, Tissue tissue, double value, Shade mgPerMl) {
    paint(field, tissue, (px, py) -> value, mgPerMl);
  }

  /** Paints a region of the body. */
  void paint(Field field, Tissue tissue, Shade shade, Shade mgPerMl) {
    double margin = field.reachMm() + pose.reachMm() + grid.pixelMm();
    double centreX = pose.imageX(field.centreXMm(), field.centreYMm());
    double centreY = pose.imageY(field.centreXMm(), field.centreYMm());
    int firstColumn = clamp(grid.columnAt(centreX - margin), grid.columns());
    int lastColumn = clamp(grid.columnAt(centreX + margin) + 1, grid.columns());
    int firstRow = clamp(grid.rowAt(centreY + margin), grid.rows());
    int lastRow = clamp(grid.rowAt(centreY - margin) + 1, grid.rows());
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        int i = row * grid.columns() + column;
        blend(i, field.distanceMm(x[i], y[i]), tissue, shade, mgPerMl);
      }
    }
  }

  /** Paints something that is not part of the body and does not bend with it, in image mm. */
  void paintRigid(Field field, Tissue tissue, double value) {
    for (int row = 0; row < grid.rows(); row++) {
      for (int column = 0; column < grid.columns(); column++) {
        double distance = field.distanceMm(grid.xMm(column), grid.yMm(row));
        blend(row * grid.columns() + column, distance, tissue, (px, py) -> value, ZERO);
      }
    }
  }

  /** Y on the image of a point of the body, mm. */
  double imageYMm(double bodyXMm, double bodyYMm) {
    return pose.imageY(bodyXMm, bodyYMm);
  }

  private void blend(int i, double distanceMm, Tissue tissue, Shade shade, Shade mgPerMl) {
    double share = 0.5 - distanceMm / grid.pixelMm();
    if (share <= 0) {
      return;
    }
    if (iodine.length > 0) {
      iodine[i] += Math.min(1, share) * (mgPerMl.at(x[i], y[i]) - iodine[i]);
    }
    double value = shade.at(x[i], y[i]);
    if (share >= 1) {
      hu[i] = value;
      label[i] = (byte) tissue.code();
      return;
    }
    hu[i] += share * (value - hu[i]);
    if (share >= 0.5) {
      label[i] = (byte) tissue.code();
    }
  }

  private static int clamp(double position, int count) {
    return (int) Math.max(0, Math.min(count - 1.0, Math.floor(position)));
  }

  void storeIodine(float[] target, int start) {
    for (int i = 0; i < iodine.length; i++) {
      target[start + i] = (float) iodine[i];
    }
  }

  void store(float[] huTarget, float[] labelTarget, int start) {
    for (int i = 0; i < hu.length; i++) {
      huTarget[start + i] = (float) Math.max(-1024, hu[i]);
      labelTarget[start + i] = label[i];
    }
  }
}
