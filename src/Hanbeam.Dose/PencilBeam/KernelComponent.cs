using Hanbeam.Dose.BeamModels;

namespace Hanbeam.Dose.PencilBeam;

/// <summary>One Gaussian component of a layer's pencil beam on the kernel's uniform depth table.</summary>
public sealed class KernelComponent
{
    internal KernelComponent(LateralGroup group, int count)
    {
        Group = group;
        Amplitude = new float[count];
        Variance = new float[count];
        Alpha = new float[count];
        SqrtBeta = new float[count];
        Let = new float[count];
    }

    /// <summary>What it is made of.</summary>
    public LateralGroup Group { get; }

    /// <summary>Integral dose carried by this component, Gy·mm² per 10⁶ ions.</summary>
    public float[] Amplitude { get; }

    /// <summary>Lateral variance in water of a pencil of zero size, mm².</summary>
    public float[] Variance { get; }

    /// <summary>Dose-mean alpha, 1/Gy; 0 for a purely physical kernel.</summary>
    public float[] Alpha { get; }

    /// <summary>Dose-mean sqrt(beta), 1/Gy; 0 for a purely physical kernel.</summary>
    public float[] SqrtBeta { get; }

    /// <summary>Dose-mean LET, keV/µm.</summary>
    public float[] Let { get; }
}
