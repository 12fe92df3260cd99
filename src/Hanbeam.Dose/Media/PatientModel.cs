using Hanbeam.Numerics.Grids;
using Hanbeam.Physics.Materials;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Dose.Media;

/// <summary>A case as the beam sees it: relative stopping power on the CT grid, zero outside the external contour.</summary>
public sealed record PatientModel
{
    /// <summary>The case.</summary>
    public required PatientCase Case { get; init; }

    /// <summary>Stopping power relative to water on the CT grid; 0 where nothing is or outside the external contour.</summary>
    public required Grid<float> RelativeStoppingPower { get; init; }

    /// <summary>Fraction of each CT voxel inside the external contour, 0 to 1.</summary>
    public required Grid<float> External { get; init; }

    /// <summary>Name of the calibration used.</summary>
    public required string CalibrationName { get; init; }

    /// <summary>What overridden structures are made of; water where an override gives a stopping power only.</summary>
    public IReadOnlyList<Material> OverrideMaterials { get; init; } = [];

    /// <summary>For each CT voxel 1 + the index of its material in <see cref="OverrideMaterials"/>, 0 where nothing is overridden; null without overrides.</summary>
    public byte[]? OverriddenBy { get; init; }

    /// <summary>What the user should know, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The patient with all stopping powers higher or lower.</summary>
    /// <param name="factor">Factor on the relative stopping powers, above 0.</param>
    public PatientModel WithStoppingPower(double factor) => factor == 1 ? this : this with
    {
        RelativeStoppingPower = new Grid<float>(RelativeStoppingPower.Geometry, Array.ConvertAll(RelativeStoppingPower.Values, rsp => (float)(factor * rsp))),
    };
}
