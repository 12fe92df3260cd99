namespace Hanbeam.Treatment.Evaluation.Goals;

/// <summary>What a metric measures.</summary>
public enum MetricKind
{
    /// <summary>D_x: the dose that a part of the volume receives at least.</summary>
    DoseAtVolume,

    /// <summary>V_d: the volume that receives at least a dose.</summary>
    VolumeAtDose,

    /// <summary>Mean dose.</summary>
    Mean,

    /// <summary>Highest dose.</summary>
    Max,

    /// <summary>Lowest dose.</summary>
    Min,

    /// <summary>Generalised equivalent uniform dose with an exponent a [Niemierko1999].</summary>
    EquivalentUniformDose,

    /// <summary>Homogeneity index (D2 % − D98 %)/D50 % [ICRU83].</summary>
    HomogeneityIndex,

    /// <summary>Paddick's conformity index at a part of the prescribed dose [Paddick2000].</summary>
    ConformityIndex,

    /// <summary>Paddick's gradient index: the volume of half the prescribed dose over that of the whole [PaddickLippitz2006].</summary>
    GradientIndex,
}
