package io.tomodrift.fbp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.Angles;
import io.tomodrift.geometry.ArcDetector;
import io.tomodrift.geometry.FanBeamGeometry;
import io.tomodrift.geometry.FlatDetector;
import io.tomodrift.geometry.ParallelBeamGeometry;
import io.tomodrift.geometry.ScanArc;
import io.tomodrift.geometry.ScanGeometry;
import io.tomodrift.geometry.error.GeometryException;
import io.tomodrift.tests.support.SeededTest;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RedundancyWeightsTest {

  private static final double TURN = 2 * Math.PI;
  private static final FanBeamGeometry FULL = Scans.arc(Scans.QUARTER, Angles.fullTurn(1152));

  private static RedundancyWeights weights(ScanGeometry geometry, Redundancy choice, double q) {
    return RedundancyWeights.of(geometry, choice, q, false);
  }

  private static RedundancyWeights auto(ScanGeometry geometry) {
    return weights(geometry, Redundancy.AUTO, 0.25);
  }

  /** Sum over all places of the arc where the line of a fan ray is measured. */
  private static double sum(
      FanBeamGeometry fan, RedundancyWeights weights, double at, double chan) {
    ScanArc arc = fan.arc();
    double gamma = fan.fanAngleRad(chan);
    double conjugateChannel = fan.channelAt(-gamma);
    double conjugate = at + Math.PI + arc.direction() * 2 * gamma;
    double sum = 0;
    for (int k = -4; k <= 4; k++) {
      sum += within(arc, at + k * TURN) ? weights.at(at + k * TURN, chan) : 0;
      boolean measured = within(arc, conjugate + k * TURN) && onDetector(fan, conjugateChannel);
      sum += measured ? weights.at(conjugate + k * TURN, conjugateChannel) : 0;
    }
    return sum;
  }

  private static boolean within(ScanArc arc, double position) {
    return position >= 0
        && (arc.closed() ? position < arc.lengthRad() : position <= arc.lengthRad());
  }

  private static boolean onDetector(ScanGeometry geometry, double channel) {
    return channel >= 0 && channel <= geometry.channels() - 1;
  }

  @SeededTest(repeats = 20)
  void shortScanWeightsOfALineAddUpToOne(RandomGenerator random) {
    double more = random.nextDouble() * (Math.PI - 2 * FULL.halfFanRad() - 0.02);
    double length = Scans.shortArcRad(FULL, more);
    double direction = random.nextBoolean() ? 1 : -1;
    FanBeamGeometry fan = FULL.withAngles(Angles.coveringArc(900, 1, direction * length));
    double q = 0.05 + 0.95 * random.nextDouble();
    for (Redundancy choice : new Redundancy[] {Redundancy.PARKER, Redundancy.WESARG}) {
      RedundancyWeights weights = weights(fan, choice, q);
      for (int i = 0; i < 200; i++) {
        double at = random.nextDouble() * length;
        double channel = 3 + random.nextDouble() * (fan.channels() - 7);
        assertEquals(1, sum(fan, weights, at, channel), 1e-9);
      }
    }
  }

  @SeededTest(repeats = 20)
  void weightsOfWholeAndSurplusTurnsAddUpToOne(RandomGenerator random) {
    double length = TURN * (1 + 2.5 * random.nextDouble());
    FanBeamGeometry over = FULL.withAngles(Angles.coveringArc(1500, 0, -length));
    FanBeamGeometry three = FULL.withAngles(Angles.uniform(1500, 0, 3 * TURN / 1500));
    FanBeamGeometry shifted = displaced(Angles.fullTurn(720));
    FanBeamGeometry both = displaced(Angles.coveringArc(1500, 0, length));
    for (FanBeamGeometry fan : new FanBeamGeometry[] {FULL, over, three, shifted, both}) {
      RedundancyWeights weights = auto(fan);
      for (int i = 0; i < 100; i++) {
        double at = random.nextDouble() * fan.arc().lengthRad();
        double channel = 3 + random.nextDouble() * (fan.channels() - 7);
        assertEquals(1, sum(fan, weights, at, channel), 1e-9, fan.toString());
      }
    }
  }

  private static FanBeamGeometry displaced(Angles angles) {
    return new FanBeamGeometry(
        Scans.R, Scans.D, new FlatDetector(430, Scans.PITCH_MM, 370), angles);
  }

  @SeededTest(repeats = 10)
  void limitedAngleWeightsOfAMeasuredLineAddUpToOne(RandomGenerator random) {
    double length = Math.toRadians(60 + 160 * random.nextDouble());
    FanBeamGeometry fan = FULL.withAngles(Angles.coveringArc(700, 1, length));
    RedundancyWeights weights = RedundancyWeights.of(fan, Redundancy.AUTO, 0.25, true);
    assertEquals(Redundancy.LIMITED_ANGLE, weights.applied());
    for (int i = 0; i < 200; i++) {
      double at = random.nextDouble() * length;
      double channel = 3 + random.nextDouble() * (fan.channels() - 7);
      assertEquals(1, sum(fan, weights, at, channel), 1e-9);
    }
  }

  /** Sampled: the share of the conjugate read from the table between its four neighbours. */
  @SeededTest(repeats = 5)
  void sampledShortScanWeightsAddUpToOne(RandomGenerator random) {
    double length = Scans.shortArcRad(FULL, 0.3);
    FanBeamGeometry fan = FULL.withAngles(Angles.coveringArc(800, 1, length));
    RedundancyWeights weights = weights(fan, Redundancy.PARKER, 1);
    double step = length / 800;
    for (int i = 0; i < 500; i++) {
      int view = random.nextInt(800);
      int channel = 5 + random.nextInt(fan.channels() - 10);
      double gamma = fan.fanAngleRad(channel);
      double conjugateView = view + (Math.PI + 2 * gamma) / step;
      double other = fan.channelAt(-gamma);
      double sum = weights.at(view, channel);
      if (conjugateView >= 800) {
        conjugateView -= TURN / step;
      }
      if (conjugateView >= 0 && conjugateView < 799) {
        sum += bilinear(weights, conjugateView, other);
      }
      assertEquals(1, sum, 2e-3);
    }
  }

  private static double bilinear(RedundancyWeights weights, double view, double channel) {
    int v = (int) view;
    int c = (int) channel;
    double fv = view - v;
    double fc = channel - c;
    return (1 - fv) * ((1 - fc) * weights.at(v, c) + fc * weights.at(v, c + 1))
        + fv * ((1 - fc) * weights.at(v + 1, c) + fc * weights.at(v + 1, c + 1));
  }

  /** Parker's own three regions. */
  @SeededTest(repeats = 5)
  void wesargWithQOneIsParker(RandomGenerator random) {
    double delta = 0.45 + 0.3 * random.nextDouble();
    ShortScanWeight weight = new ShortScanWeight(delta, 1);
    for (int i = 0; i < 500; i++) {
      double gamma = (random.nextDouble() - 0.5) * 0.88;
      double beta = random.nextDouble() * (Math.PI + 2 * delta);
      assertEquals(parker(beta, gamma, delta), weight.at(beta, gamma), 1e-12);
    }
  }

  private static double parker(double beta, double gamma, double delta) {
    double angle;
    if (beta < 2 * (delta - gamma)) {
      angle = Math.PI / 4 * beta / (delta - gamma);
    } else if (beta <= Math.PI - 2 * gamma) {
      return 1;
    } else {
      angle = Math.PI / 4 * (Math.PI + 2 * delta - beta) / (delta + gamma);
    }
    return Math.sin(angle) * Math.sin(angle);
  }

  /** With the fan mirrored the weights of a line are wrong by up to a third and more. */
  @Test
  void parkerWithTheWrongSignOfGammaDoesNotAddUp() {
    double delta = FULL.halfFanRad() + 0.1;
    ShortScanWeight weight = new ShortScanWeight(delta, 1);
    double worst = 0;
    for (double gamma = -0.4; gamma <= 0.4; gamma += 0.05) {
      for (double beta = 0.02; beta < 2 * (delta - gamma); beta += 0.05) {
        double right = weight.at(beta, gamma) + weight.at(beta + Math.PI + 2 * gamma, -gamma);
        double wrong = weight.at(beta, -gamma) + weight.at(beta + Math.PI + 2 * gamma, gamma);
        assertEquals(1, right, 1e-12);
        worst = Math.max(worst, Math.abs(wrong - 1));
      }
    }
    assertTrue(worst > 0.3, "worst " + worst);
  }

  @Test
  void firstAndLastViewCount() {
    double length = Scans.shortArcRad(FULL, 0.1);
    RedundancyWeights weights = auto(FULL.withAngles(Angles.coveringArc(640, 0, length)));
    for (int channel : new int[] {0, 368, 735}) {
      assertTrue(weights.at(0, channel) > 0);
      assertTrue(weights.at(639, channel) > 0);
    }
  }

  @Test
  void theArcDecides() {
    assertEquals(Redundancy.FULL_TURN, auto(FULL).applied());
    assertEquals(0.5, auto(FULL).at(7, 30), 1e-15);
    assertEquals(
        Redundancy.FULL_TURN,
        auto(FULL.withAngles(Angles.uniform(1151, 0, TURN / 1151.9))).applied(),
        "nine tenths of a step missing leave a full scan");
    FanBeamGeometry inclusive = FULL.withAngles(Angles.uniform(361, 0, TURN / 360));
    assertEquals(Redundancy.FULL_TURN, auto(inclusive).applied());
    FanBeamGeometry two = FULL.withAngles(Angles.uniform(720, 0, TURN / 360));
    assertEquals(0.25, auto(two).at(7, 30), 1e-15);
    FanBeamGeometry over = FULL.withAngles(Angles.uniform(400, 0, TURN / 360));
    assertEquals(Redundancy.OVER_SCAN, auto(over).applied());
    FanBeamGeometry part = FULL.withAngles(Angles.uniform(260, 0, TURN / 360));
    assertEquals(Redundancy.WESARG, auto(part).applied());
    FanBeamGeometry shifted = displaced(Angles.fullTurn(360));
    assertEquals(Redundancy.DISPLACED, auto(shifted).applied());
    assertEquals(Scans.R * Math.sin(shifted.halfFanRad()), auto(shifted).fovRadiusMm(), 1e-9);
  }

  @Test
  void parallelBeamsHaveHalfTurns() {
    ParallelBeamGeometry half = Scans.parallel(0, Angles.halfTurn(180));
    assertEquals(1, auto(half).at(3, 3), 1e-15);
    assertEquals(0.5, auto(half.withAngles(Angles.fullTurn(360))).at(3, 3), 1e-15);
    RedundancyWeights over = auto(half.withAngles(Angles.uniform(200, 0, Math.PI / 180)));
    assertEquals(Redundancy.OVER_SCAN, over.applied());
    for (int v = 0; v < 20; v++) {
      assertEquals(1, over.at(v, 3) + over.at(v + 180, 3), 1e-12);
    }
    GeometryException refused =
        assertThrows(
            GeometryException.class,
            () -> auto(half.withAngles(Angles.uniform(120, 0, Math.PI / 180))));
    assertTrue(refused.getMessage().contains("120.00"), refused.getMessage());
    assertTrue(refused.getMessage().contains("180.00"), refused.getMessage());
  }

  @Test
  void shortArcsAreRefusedWithBothNumbers() {
    FanBeamGeometry fan = FULL.withAngles(Angles.uniform(200, 0, TURN / 360));
    GeometryException refused = assertThrows(GeometryException.class, () -> auto(fan));
    String needed = "%.2f".formatted(180 + 2 * Math.toDegrees(fan.halfFanRad()));
    assertTrue(refused.getMessage().contains("200.00"), refused.getMessage());
    assertTrue(refused.getMessage().contains(needed), refused.getMessage());
    assertTrue(refused.getMessage().contains("limitedAngle"), refused.getMessage());
  }

  @Test
  void choicesThatDoNotApplyAreRefused() {
    FanBeamGeometry part = FULL.withAngles(Angles.uniform(260, 0, TURN / 360));
    FanBeamGeometry over = FULL.withAngles(Angles.uniform(400, 0, TURN / 360));
    assertThrows(GeometryException.class, () -> weights(part, Redundancy.FULL_TURN, 1));
    assertThrows(GeometryException.class, () -> weights(part, Redundancy.OVER_SCAN, 1));
    assertThrows(GeometryException.class, () -> weights(part, Redundancy.DISPLACED, 1));
    assertThrows(GeometryException.class, () -> weights(over, Redundancy.PARKER, 1));
    assertThrows(GeometryException.class, () -> weights(over, Redundancy.LIMITED_ANGLE, 1));
    assertEquals(Redundancy.WESARG, auto(displaced(part.angles())).applied());
    assertThrows(
        GeometryException.class,
        () -> weights(Scans.parallel(0, Angles.halfTurn(90)), Redundancy.PARKER, 1));
    assertThrows(IllegalArgumentException.class, () -> weights(FULL, Redundancy.AUTO, 0));
  }

  @Test
  void shortScanAtItsLimitIsAccepted() {
    FanBeamGeometry fan =
        new FanBeamGeometry(
            Scans.R,
            Scans.D,
            new ArcDetector(101, 0.008, 50),
            Angles.coveringArc(500, 0, Math.PI + 2 * 50 * 0.008));
    RedundancyWeights weights = auto(fan);
    for (int v = 0; v < 500; v++) {
      for (int c = 0; c < 101; c++) {
        double w = weights.at(v, c);
        assertTrue(w >= 0 && w <= 1, "weight " + w);
      }
    }
  }
}
