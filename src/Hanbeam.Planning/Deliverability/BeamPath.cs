namespace Hanbeam.Planning.Deliverability;

/// <summary>What the rays of one beam meet on their way to the targets, in per cent of the rays.</summary>
/// <param name="ThroughImageEdgePercent">The ray is still inside the patient where the image ends: tissue is missing from the calculation.</param>
/// <param name="MaterialOutsidePercent">The ray crosses material above −300 HU outside the external contour: couch, mask or a contour drawn too small.</param>
/// <param name="MetalPercent">The ray crosses a voxel above 2000 HU.</param>
/// <param name="ShifterGapMm">Air between the range shifter's downstream face and the skin on the beam's axis, mm; below 0 where they would touch, null without shifter or skin.</param>
public sealed record BeamPath(double ThroughImageEdgePercent, double MaterialOutsidePercent, double MetalPercent, double? ShifterGapMm);
