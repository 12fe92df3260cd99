using Hanbeam.Biology.LinearQuadratic;
using Hanbeam.Treatment.Plans;

namespace Hanbeam.App.Translation;

/// <summary>What <c>rbe translate</c> is asked.</summary>
/// <param name="From">Model of the dose given.</param>
/// <param name="To">Model of the dose asked for.</param>
/// <param name="TotalGyRbe">Dose given, all fractions, Gy(RBE).</param>
/// <param name="Fractions">Number of fractions.</param>
/// <param name="Protocol">The protocol that it is, or null.</param>
/// <param name="Region">Where, in words.</param>
internal sealed record TranslationRequest(IRbeModel From, IRbeModel To, double TotalGyRbe, int Fractions, TreatmentProtocol? Protocol, string Region);
