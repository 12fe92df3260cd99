namespace Hanbeam.App.Output;

/// <summary>A structure in summary.json: total doses; the Gy(RBE) keys are absent without an RBE model and the Gy keys with one.</summary>
internal sealed record StructureSummary
{
    public required double VolumeCc { get; init; }

    public double? MeanGyRbe { get; init; }

    public double? D98GyRbe { get; init; }

    public double? D95GyRbe { get; init; }

    public double? D50GyRbe { get; init; }

    public double? D2GyRbe { get; init; }

    public double? MinGyRbe { get; init; }

    public double? MaxGyRbe { get; init; }

    public required double MeanGy { get; init; }

    public double? D98Gy { get; init; }

    public double? D95Gy { get; init; }

    public double? D50Gy { get; init; }

    public double? D2Gy { get; init; }

    public double? MinGy { get; init; }

    public double? MaxGy { get; init; }

    public required double MeanLetKeVPerUm { get; init; }

    /// <summary>Targets: volume that receives 95 % of the prescription, per cent.</summary>
    public double? V95Percent { get; init; }

    /// <summary>Targets: Paddick's conformity index at 95 % of the prescription.</summary>
    public double? PaddickConformity95 { get; init; }

    /// <summary>Targets: part of the volume below −300 HU, per cent.</summary>
    public double? AirPercent { get; init; }

    /// <summary>Targets: D95 without the voxels below −300 HU.</summary>
    public double? D95WithoutAirGyRbe { get; init; }

    /// <summary>Targets: D98 without the voxels below −300 HU.</summary>
    public double? D98WithoutAirGyRbe { get; init; }

    /// <summary>Targets without an RBE model: D95 without the voxels below −300 HU.</summary>
    public double? D95WithoutAirGy { get; init; }

    /// <summary>Targets without an RBE model: D98 without the voxels below −300 HU.</summary>
    public double? D98WithoutAirGy { get; init; }
}
