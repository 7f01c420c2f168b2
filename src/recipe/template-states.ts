/**
 * The templates of Wave as SipHash has them once it took one in, written by `scripts/template-states.ts`: no text of them is here.
 * A line each, of one template and engine the newest first: template, engine, builder image, where its text came from (repository,
 * commit and day, one or several), v0 to v3, the bytes that make no word yet, bytes so far. Base image and packages are the defaults.
 */
export const templateStates = `
conda/micromamba:v2 docker mambaorg/micromamba:2-amazon2023 wave@417e43a72@2026-07-06 9184d669d5a98d3378549f923cf27b8d5cbb3bb587854f824e8f1cca6165847f 1e00 2194
conda/micromamba:v2 docker mambaorg/micromamba:1.5.10-noble wave@417e43a72@2026-07-06 f737e24f02d292699ae4215e1ffc36f8d6b3cb61a552e1a4ca1b1fdfc81a17f2 1e00 2194
conda/micromamba:v2 docker mambaorg/micromamba:2-amazon2023 wave@6d57360a6@2026-04-27 de8a98fc52f37cff5933b9011b0236d481ec1378925caf2463b344d05bdfb299 1e00 1722
conda/micromamba:v2 docker mambaorg/micromamba:1.5.10-noble wave@6d57360a6@2026-04-27 080326985ae19367d398992f9c03b52ba1bd1ac0d181564523df28a7572f0e2d 1e00 1722
conda/micromamba:v2 docker mambaorg/micromamba:2-amazon2023 wave@67542ce25@2026-04-15 4fabf5911aa40e67a9d13530e898fa306baff483aac2ff8cb5be3c90322030b3 1e00 1658
conda/micromamba:v2 docker mambaorg/micromamba:1.5.10-noble wave@67542ce25@2026-04-15 7cec22c9a71cf2d535e3a6b3e1b39a2b513a4d65df7bb96d33ee44a1de4a10af 1e00 1658
conda/micromamba:v2 docker mambaorg/micromamba:2-amazon2023 wave@21e9e425a@2025-12-10 a02a7073787de269c013ea674d9599e8f8c279f706de7a80ca8af3c277f8094e - 1248
conda/micromamba:v2 docker mambaorg/micromamba:1.5.10-noble wave@21e9e425a@2025-12-10 25183ff09ceb8eceeafa30b7b9627399fc985d17fbebde970ff11c724f742178 - 1248
conda/micromamba:v2 singularity mambaorg/micromamba:2-amazon2023 wave@417e43a72@2026-07-06 6e27de0aeb58d1b577a980d1118622573c5778c53e2656765c01fc3f8dc94d22 22000a001e00 1942
conda/micromamba:v2 singularity mambaorg/micromamba:1.5.10-noble wave@417e43a72@2026-07-06 0facf4c94b0a2ee3c60e6b2cf1ca116da30ddfdab093751d6aafc24b849b14ec 22000a001e00 1942
conda/micromamba:v2 singularity mambaorg/micromamba:2-amazon2023 wave@6d57360a6@2026-04-27 9caa4e554d44ad825133c1240a0c900dd6f68a967a33d922916f9ceff380df10 22000a001e00 1502
conda/micromamba:v2 singularity mambaorg/micromamba:1.5.10-noble wave@6d57360a6@2026-04-27 28e8145bb0a00bc5fb87f8cc121112c3aca9c0dab8e579ed1c4bb0f5adc7c9fe 22000a001e00 1502
conda/micromamba:v2 singularity mambaorg/micromamba:2-amazon2023 wave@67542ce25@2026-04-15 4a7c4917aec4aa0603ba31b177f4b63300e0c094b655104998cfac0a0327563f - 1448
conda/micromamba:v2 singularity mambaorg/micromamba:1.5.10-noble wave@67542ce25@2026-04-15 c97f901abbacba9d31cb644a48d9af93be1ed9486d1bd2a669cfd283fe5d1c1e - 1448
conda/micromamba:v2 singularity mambaorg/micromamba:2-amazon2023 wave@17273e544@2026-04-02 cf32116c6a4947f4c8c19fc9a882e1e58cac3993b4451b1c8cad1173ceabcb0d 1e00 1010
conda/micromamba:v2 singularity mambaorg/micromamba:1.5.10-noble wave@17273e544@2026-04-02 7437891d742866c47e63a737742cedd99d0ffe7a96ffa6f729783208215d7725 1e00 1010
conda/micromamba:v2 singularity mambaorg/micromamba:2-amazon2023 wave@21e9e425a@2025-12-10 a62c956ba16d9ea8599d8b64c31e761361c9cdff527b75e88c18b2611419b572 0a001e00 1468
conda/micromamba:v2 singularity mambaorg/micromamba:1.5.10-noble wave@21e9e425a@2025-12-10 aa3e7b6f41baa1d90d3df48738e878a856f55592aa6c3206adb77ccc5644ec14 0a001e00 1468
conda/pixi:v1 docker public.cr.seqera.io/wave/pixi:0.61.0-noble wave@417e43a72@2026-07-06 509ab2cd9d30d06176296b75e993a20e8b1d6a2da7ec3358f6ad065bdbcc4af2 - 1928
conda/pixi:v1 docker public.cr.seqera.io/wave/pixi:0.61.0-noble wave@c2042fa58@2026-03-04 b13946b985eea43fa04078106fef5ca8c84cf9919790f232fed336dc06f5b907 5d000a001e00 1854
conda/pixi:v1 docker public.cr.seqera.io/wave/pixi:0.61.0-noble wave@21e9e425a@2025-12-10 48f75ebcaa1f5196886481e8074ba9c492ea7635a09e848072998937b1a2424d - 1680
conda/pixi:v1 singularity public.cr.seqera.io/wave/pixi:0.61.0-noble wave@417e43a72@2026-07-06 8586fb97538046a21bfaac7fa4e5400a87931cc5b219be4cf456224c4d1ea2ac 0a001e00 908
conda/pixi:v1 singularity public.cr.seqera.io/wave/pixi:0.61.0-noble wave@a199953e5@2026-04-27 c6fbceaaa02e84f041f4af24cbc9ff29d544467903a033f4ef31123b0afee466 0a001e00 844
conda/pixi:v1 singularity public.cr.seqera.io/wave/pixi:0.61.0-noble wave@17273e544@2026-04-02 ba5411d8a1e49628026361aedafda8ab1e5bb263bd8f37a721b7d44087fb968f 22000a001e00 974
conda/pixi:v1 singularity public.cr.seqera.io/wave/pixi:0.61.0-noble wave@21e9e425a@2025-12-10 66f3e9dcbaa8233a73b78d8fc1df69a9dbcd15db58f2253a08aa007e86c22ac3 22000a001e00 1806
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-noble libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 a9b757cf160169eb9da60d9d195652813c425189acf89f920d9ef7215b3c42f8 - 968
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-lunar libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 56c01c3ad37275917dbd03542cb814276273d629bb7b2a8f9f6fab51eb04e831 - 968
conda/micromamba:v1 docker mambaorg/micromamba:1.5.8-lunar libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 81c51ae37553f0968ad2bbf8bef5b1103aea2d2e3aba092d85e6030456653080 22000a001e00 966
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-noble libseqera@348cf29b9@2023-10-30 652bb123dd3d757ae048ee1a64cdd1d4483889c6c587be2e71e32e55af8d2fbe 22000a001e00 622
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-lunar libseqera@348cf29b9@2023-10-30 01499bf653d13b332bf9de748719ac4252eb40aae89eddacc99770c98e2a1b72 22000a001e00 622
conda/micromamba:v1 docker mambaorg/micromamba:1.5.8-lunar libseqera@348cf29b9@2023-10-30 98cd1747e9488078dbb08ce6d369efa0b6cf25aeefd16cef4d0bb03376ebe87c 0a001e00 620
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-noble libseqera@624a853ab@2023-08-19,libseqera@aa5c06ef6@2023-09-26 e2a1687e2ef532a1e88e1d570ff6df2fc23aa1b9593bedcd81c8636d4de51918 74000a001e00 542
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-lunar libseqera@624a853ab@2023-08-19,libseqera@aa5c06ef6@2023-09-26 b950e5edb5f6c07a28d0bf8996ed80c5fb6c792f95181f30a1672f46a9f89a87 74000a001e00 542
conda/micromamba:v1 docker mambaorg/micromamba:1.5.8-lunar libseqera@624a853ab@2023-08-19,libseqera@aa5c06ef6@2023-09-26 20da404c3e74098ec8eb66ff78fcdb043b36a5cdac3e7ff8050cac578fd0d6d7 0a001e00 540
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-noble libseqera@cc8f64393@2023-09-21 3a5159bda6e6f2aef7892a6df8b86e29c97f8aa0af268ff805e7c14d6e1dda24 1e00 666
conda/micromamba:v1 docker mambaorg/micromamba:1.5.10-lunar libseqera@cc8f64393@2023-09-21 99ee7f56b62586bd65f39d63a3d2d7275d7661517dc502981c52ada50c7bdecc 1e00 666
conda/micromamba:v1 docker mambaorg/micromamba:1.5.8-lunar libseqera@cc8f64393@2023-09-21 3162de477cefbffa7ebfd96c3a9171a71b4a2a66fd0bcca4e50c09a8401d0182 - 664
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-noble libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 1434f3bc9e5dc287a0aa178ea93e0c78bc898826b34311c0d0b78348765629e5 - 984
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-lunar libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 5991e12fcc82e258c1727824488cbfc84d8fd9504c0a8d8daa24433e01f282e6 - 984
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.8-lunar libseqera@7c4860bd6@2024-10-04,wave@21e9e425a@2025-12-10 517dbe5d7b8f1d0e8e53691eca021fcabffc306e5266e3929b2082c5b3c74a9c 22000a001e00 982
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-noble libseqera@aa5c06ef6@2023-09-26 7745c5788d62305282975ae24329ff8871e26758b4b957c8ace5f994ce348257 22000a001e00 678
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-lunar libseqera@aa5c06ef6@2023-09-26 f2358c7750b63a550f4fd750f1b5d9cad89255864ad8909bd4585b6edd69867d 22000a001e00 678
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.8-lunar libseqera@aa5c06ef6@2023-09-26 0fd8cf4203cef1bf4baa2a70fcc91f41b48e6ffb347ed9392f1c8e0e71599b3b 0a001e00 676
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-noble libseqera@cc8f64393@2023-09-21 5b9fd8fbc5040317de81cca88e4e61454ed0df71cea76f2f55b4b203874fd875 - 792
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-lunar libseqera@cc8f64393@2023-09-21 a38e3213831d1fbcf867ea0f87d4f16a7e3264c627502e5cdd2717bf10a63856 - 792
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.8-lunar libseqera@cc8f64393@2023-09-21 6d4852a348080783b0197c3c82c561a6862753920e326b129534f243c4ecc9e7 22000a001e00 790
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-noble libseqera@3e73854ad@2023-08-26 a947f5fa0152632de97ff88c9d60637d8650de7952e5ca8c17bffb9027158662 - 688
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-lunar libseqera@3e73854ad@2023-08-26 1f91ed4ec9b5cfa05d9d779929da7795fff003eddc0bd9cb03e1fdae15195b9f - 688
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.8-lunar libseqera@3e73854ad@2023-08-26 d02a389bf174d77319dbfab7bd6bf1496a8b2ecb887bd34482a5cd1b9acfbd88 22000a001e00 686
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-noble libseqera@624a853ab@2023-08-19 5b3e17de9893b7247310acadd53de20d75e15f04a2da212ae9f38371bf82f852 - 672
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.10-lunar libseqera@624a853ab@2023-08-19 76a8dc61a19dcef66c5c8423c1cbf795c6ea2e5fbd41444323f07774ef6e23dd - 672
conda/micromamba:v1 singularity mambaorg/micromamba:1.5.8-lunar libseqera@624a853ab@2023-08-19 e507dbdb91245e8a56160eb508132cf3b117e5f98453b95518e52dd623d3eb0e 22000a001e00 670
`;
