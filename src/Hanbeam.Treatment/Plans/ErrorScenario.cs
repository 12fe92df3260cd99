using Hanbeam.Numerics.Geometry;

namespace Hanbeam.Treatment.Plans;

/// <summary>
/// One way in which a delivery may differ from its plan: the whole patient, with everything drawn in it, is displaced against the beams, and all stopping powers of
/// the patient are higher or lower than the calibration says. Doses of a scenario belong to the patient: voxel by voxel they can be compared with the nominal ones.
/// </summary>
/// <param name="Name">What people call it, for example <c>x +3 mm</c>.</param>
/// <param name="ShiftMm">Displacement of the patient against the beams, patient frame (LPS), mm.</param>
/// <param name="StoppingPowerFactor">True over planned relative stopping power of the patient; above 1 the beam stops shallower. What stands before the patient (range shifter) is known.</param>
public sealed record ErrorScenario(string Name, Vector3d ShiftMm, double StoppingPowerFactor)
{
    /// <summary>No error.</summary>
    public static ErrorScenario Nominal { get; } = new("nominal", default, 1);

    /// <summary>Whether there is no error at all.</summary>
    public bool IsNominal => ShiftMm == default && StoppingPowerFactor == 1;

    /// <summary>The beam as the displaced patient meets it: a patient who moves by s sees the isocentre at its place minus s.</summary>
    /// <param name="beam">The beam as planned.</param>
    public PlanBeam Displace(PlanBeam beam) => beam with { Isocenter = PatientPoint.From(beam.Isocenter.Vector - ShiftMm) };
}
