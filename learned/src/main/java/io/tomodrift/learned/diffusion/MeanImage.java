package io.tomodrift.learned.diffusion;

import java.util.List;

/** Mean absolute difference of the mean images of two sets of equally large images. */
public record MeanImage() implements SetDistance {

  @Override
  public double between(List<double[]> generated, List<double[]> targets) {
    double[] mine = of(generated);
    double[] theirs = of(targets);
    if (mine.length != theirs.length) {
      throw new IllegalArgumentException(
          "images of %d and %d values cannot be compared".formatted(mine.length, theirs.length));
    }
    double sum = 0;
    for (int i = 0; i < mine.length; i++) {
      sum += Math.abs(mine[i] - theirs[i]);
    }
    return sum / mine.length;
  }

  private static double[] of(List<double[]> images) {
    if (images.isEmpty() || images.get(0).length == 0) {
      throw new IllegalArgumentException("a mean image needs at least one image with values");
    }
    double[] mean = new double[images.get(0).length];
    for (double[] image : images) {
      if (image.length != mean.length) {
        throw new IllegalArgumentException(
            "images of %d and %d values have no mean".formatted(mean.length, image.length));
      }
      Affine.add(mean, 1.0 / images.size(), image);
    }
    return mean;
  }
}
