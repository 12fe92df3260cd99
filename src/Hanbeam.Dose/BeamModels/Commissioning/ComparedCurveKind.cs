namespace Hanbeam.Dose.BeamModels.Commissioning;

/// <summary>Kinds of curves that are compared.</summary>
public enum ComparedCurveKind
{
    /// <summary>Integral depth dose.</summary>
    DepthDose,

    /// <summary>Profile of a spot in air.</summary>
    SpotInAir,

    /// <summary>Profile of a spot in water.</summary>
    SpotInWater,
}
