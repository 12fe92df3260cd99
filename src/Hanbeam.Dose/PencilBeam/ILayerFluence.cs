namespace Hanbeam.Dose.PencilBeam;

/// <summary>The weighted spots of a layer, to be folded with a Gaussian at any point of the isocentre plane.</summary>
internal interface ILayerFluence
{
    /// <summary>Σ over spots of weight · exp(−dx²/2σx² − dy²/2σy²), times what the cut tails hold so that the sum over the plane is conserved.</summary>
    /// <param name="xMm">Xg of the point in the isocentre plane, mm.</param>
    /// <param name="yMm">Yg of the point in the isocentre plane, mm.</param>
    /// <param name="sigmaXMm">Sigma along Xg in the isocentre plane, mm.</param>
    /// <param name="sigmaYMm">Sigma along Yg in the isocentre plane, mm.</param>
    /// <param name="scratch">Room for a profile, <see cref="GaussianCutoff.ScratchLength"/> values.</param>
    float Fold(float xMm, float yMm, float sigmaXMm, float sigmaYMm, Span<float> scratch);

    /// <summary>The scalar twin of <see cref="Fold"/>: the same sum, spot by spot in double precision.</summary>
    /// <param name="xMm">Xg of the point in the isocentre plane, mm.</param>
    /// <param name="yMm">Yg of the point in the isocentre plane, mm.</param>
    /// <param name="sigmaXMm">Sigma along Xg in the isocentre plane, mm.</param>
    /// <param name="sigmaYMm">Sigma along Yg in the isocentre plane, mm.</param>
    float FoldScalar(float xMm, float yMm, float sigmaXMm, float sigmaYMm);
}
