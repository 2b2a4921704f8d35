package io.tomodrift.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.error.GeometryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnglesTest {

  private static final double TURN = 2 * Math.PI;

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  @Test
  void aFullTurnIsClosedAndItsSharesAreEqual() {
    Angles angles = Angles.fullTurn(1152);
    ScanArc arc = angles.arc(TURN);
    assertTrue(arc.closed());
    assertEquals(TURN, arc.lengthRad(), 1e-12);
    assertEquals(1, arc.direction());
    for (double share : angles.viewSharesRad(TURN)) {
      assertEquals(TURN / 1152, share, 1e-12);
    }
  }

  @Test
  void firstViewMeasuredAgainAtTheEndSharesItsWeight() {
    double[] degrees = new double[721];
    Arrays.setAll(degrees, i -> Math.toRadians(-0.5 * i));
    Angles angles = Angles.of(degrees);
    double[] shares = angles.viewSharesRad(TURN);
    assertTrue(angles.arc(TURN).closed());
    assertEquals(-1, angles.arc(TURN).direction());
    assertEquals(TURN, sum(shares), 1e-12);
    assertEquals(Math.toRadians(0.25), shares[0], 1e-12);
    assertEquals(Math.toRadians(0.25), shares[720], 1e-12);
    assertEquals(Math.toRadians(0.5), shares[360], 1e-12);
    int[] kept = angles.evenSubset(60);
    assertEquals(0, kept[0]);
    assertEquals(12, kept[1]);
    assertEquals(708, kept[59]);
  }

  @Test
  void wrappedAnglesAreUnwrapped() {
    double[] rad = new double[100];
    Arrays.setAll(rad, i -> (6.0 + i * 0.04) % TURN);
    ScanArc arc = Angles.of(rad).arc(TURN);
    assertFalse(arc.closed());
    assertEquals(4.0, arc.lengthRad(), 1e-9);
    assertEquals(5.98, arc.startRad(), 1e-9);
  }

  @Test
  void anOpenArcExtendsHalfAStepBeyondItsEnds() {
    Angles angles = Angles.coveringArc(300, 0.3, 4.0);
    ScanArc arc = angles.arc(TURN);
    assertEquals(4.0, arc.lengthRad(), 1e-12);
    assertEquals(0.3, arc.startRad(), 1e-12);
    assertEquals(4.0, sum(angles.viewSharesRad(TURN)), 1e-12);
    double[] positions = angles.positionsOnArcRad(TURN);
    assertEquals(4.0 / 600, positions[0], 1e-12);
    assertEquals(4.0 - 4.0 / 600, positions[299], 1e-12);
  }

  @Test
  void severalTurnsStaySeveralTurns() {
    ScanArc arc = Angles.uniform(3 * 96, 1.0, TURN / 96).arc(TURN);
    assertTrue(arc.closed());
    assertEquals(3 * TURN, arc.lengthRad(), 1e-9);
  }

  @Test
  void aScanMissingLessThanOneStepIsClosed() {
    ScanArc arc = Angles.uniform(60, 0, TURN / 60.5).arc(TURN);
    assertTrue(arc.closed());
    assertEquals(TURN, arc.lengthRad(), 1e-12);
  }

  @Test
  void unsortedAnglesAreOrderedBeforeTheirSharesAreTaken() {
    double[] golden = new double[89];
    Arrays.setAll(golden, i -> (i * 2.399963229728653) % TURN);
    double[] shares = Angles.of(golden).viewSharesRad(TURN);
    assertEquals(TURN, sum(shares), 1e-9);
    for (double share : shares) {
      assertTrue(share > 0 && share < 2.7 * TURN / 89, "share " + share);
    }
  }

  @Test
  void unevenAnglesGetHalfTheGapToEachNeighbour() {
    double[] shares = Angles.of(0, 0.1, 0.3, 0.4).viewSharesRad(TURN);
    assertArrayEquals(new double[] {0.1, 0.15, 0.15, 0.1}, shares, 1e-12);
  }

  @Test
  void badAnglesAreRefused() {
    assertThrows(GeometryException.class, () -> Angles.of());
    assertThrows(GeometryException.class, () -> Angles.of(0, Double.NaN));
    var e = assertThrows(GeometryException.class, () -> Angles.fullTurn(100).evenSubset(101));
    assertTrue(e.getMessage().contains("101") && e.getMessage().contains("100"), e.getMessage());
  }

  @Test
  void viewsMeasuredTwiceDoNotOpenAClosedScan() {
    double[] twice = new double[360];
    Arrays.setAll(twice, i -> Math.toRadians(i / 2));
    Angles angles = Angles.of(twice);
    ScanArc arc = angles.arc(Math.PI);
    assertTrue(arc.closed());
    assertEquals(Math.PI, arc.lengthRad(), 1e-9);
    assertEquals(Math.toRadians(1), arc.stepRad(), 1e-9);
    double[] shares = angles.viewSharesRad(Math.PI);
    assertEquals(Math.PI, sum(shares), 1e-9);
    for (double share : shares) {
      assertEquals(Math.toRadians(0.5), share, 1e-9);
    }
    // As part of a whole turn it stays open, and its ends stand for half a step beyond.
    assertFalse(angles.arc(TURN).closed());
    assertEquals(Math.PI, angles.arc(TURN).lengthRad(), 1e-9);
    assertEquals(Math.PI, sum(angles.viewSharesRad(TURN)), 1e-9);
    assertEquals(Math.toRadians(0.5), angles.positionsOnArcRad(TURN)[0], 1e-9);
    assertFalse(Angles.of(1, 1, 1).arc(TURN).closed());
  }

  @Test
  void twoViewsMayFall() {
    Angles angles = Angles.of(0, -Math.PI);
    ScanArc arc = angles.arc(TURN);
    assertEquals(-1, arc.direction());
    assertEquals(TURN, arc.lengthRad(), 1e-12);
    assertArrayEquals(new double[] {Math.PI, Math.PI}, angles.viewSharesRad(TURN), 1e-12);
    assertArrayEquals(new double[] {0, Math.PI}, angles.positionsOnArcRad(TURN), 1e-12);
  }

  @Test
  void evenSubsetOfUnsortedViewsIsEvenInAngle() {
    double[] rad = new double[720];
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, 720).boxed().toList());
    Collections.shuffle(shuffled, new Random(1));
    Arrays.setAll(rad, i -> Math.toRadians(0.5 * shuffled.get(i)));
    int[] kept = Angles.of(rad).evenSubset(60);
    double[] degrees = Arrays.stream(kept).mapToDouble(v -> Math.toDegrees(rad[v])).toArray();
    Arrays.sort(degrees);
    for (int i = 1; i < 60; i++) {
      assertEquals(6, degrees[i] - degrees[i - 1], 1e-9);
      assertTrue(kept[i] > kept[i - 1], "views keep their order");
    }
  }

  @Test
  void asManyViewsAsThereAreKeepsAllWithTheRepeatedOne() {
    Angles angles = Angles.uniform(5, 0, -Math.PI / 2);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, angles.evenSubset(5));
    assertArrayEquals(new int[] {0, 1, 2, 3}, angles.evenSubset(4));
    assertThrows(GeometryException.class, () -> angles.evenSubset(6));
  }
}
