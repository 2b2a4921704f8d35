package io.tomodrift.sinograms;

import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.geometry.stack.Sinogram;

/**
 * Finds the channel of the axis of rotation of a parallel-beam scan from the data themselves.
 *
 * <p>The centroid of a parallel projection is the projection of the object's centroid (Ludwig 1966,
 * Helgason: the first moment condition): {@code s(theta) = c + a cos theta + b sin theta}. c, a, b
 * are fitted by least squares over the views, weighted equally; c is the axis. Needs an object
 * inside the field of view in every view; accurate to a few hundredths of a channel on clean data.
 */
public final class RotationCentre {

  private RotationCentre() {}

  /**
   * The estimated axis.
   *
   * @param channel fractional channel of the axis, from 0
   * @param residualChannels RMS distance of the centroids from the fitted curve, channels: large
   *     where the object leaves the field of view or moves
   */
  public record Estimate(double channel, double residualChannels) {}

  /**
   * Estimates the axis from all slices together.
   *
   * @throws GeometryException if the scan is no parallel beam, has fewer than 8 views, or covers
   *     less than a third of a turn
   */
  public static Estimate estimate(Sinogram sinogram) {
    if (!(sinogram.geometry() instanceof ParallelBeamGeometry geometry)) {
      throw new GeometryException(
          "the centroid of a projection gives the axis for a parallel beam only");
    }
    int views = geometry.views();
    if (views < 8 || geometry.arc().lengthRad() < 2 * Math.PI / 3) {
      throw new GeometryException(
          "%d views over %.1f degrees do not determine the axis; give centreChannel instead"
              .formatted(views, geometry.arc().lengthDegrees()));
    }
    double[][] normal = new double[3][4];
    double[] centroids = new double[views];
    for (int v = 0; v < views; v++) {
      centroids[v] = centroid(sinogram, v);
      double[] basis = basis(geometry.angles().rad(v));
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          normal[i][j] += basis[i] * basis[j];
        }
        normal[i][3] += basis[i] * centroids[v];
      }
    }
    double[] fit = solve(normal);
    double square = 0;
    for (int v = 0; v < views; v++) {
      double[] basis = basis(geometry.angles().rad(v));
      double model = fit[0] * basis[0] + fit[1] * basis[1] + fit[2] * basis[2];
      square += (centroids[v] - model) * (centroids[v] - model);
    }
    return new Estimate(fit[0], Math.sqrt(square / views));
  }

  private static double[] basis(double thetaRad) {
    return new double[] {1, Math.cos(thetaRad), Math.sin(thetaRad)};
  }

  private static double centroid(Sinogram sinogram, int view) {
    double mass = 0;
    double moment = 0;
    for (int slice = 0; slice < sinogram.slices(); slice++) {
      for (int c = 0; c < sinogram.geometry().channels(); c++) {
        double p = sinogram.stack().get(slice, view, c);
        mass += p;
        moment += c * p;
      }
    }
    if (!(mass > 0)) {
      throw new GeometryException(
          "view %d holds no object (sum of line integrals %s)".formatted(view, mass));
    }
    return moment / mass;
  }

  /** Gauss elimination of a 3 x 4 system; well conditioned by the checks of the caller. */
  private static double[] solve(double[][] m) {
    for (int p = 0; p < 3; p++) {
      for (int r = p + 1; r < 3; r++) {
        double factor = m[r][p] / m[p][p];
        for (int c = p; c < 4; c++) {
          m[r][c] -= factor * m[p][c];
        }
      }
    }
    double[] x = new double[3];
    for (int r = 2; r >= 0; r--) {
      x[r] = m[r][3];
      for (int c = r + 1; c < 3; c++) {
        x[r] -= m[r][c] * x[c];
      }
      x[r] /= m[r][r];
    }
    return x;
  }
}
